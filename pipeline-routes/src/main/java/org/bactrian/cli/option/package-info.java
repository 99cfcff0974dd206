/** Options that several verbs share, each a picocli mixin. */
@NullMarked
package org.bactrian.cli.option;

import org.jspecify.annotations.NullMarked;
