/** {@code bench}: times beside the peers', as a table. */
@NullMarked
package org.bactrian.cli.bench;

import org.jspecify.annotations.NullMarked;
