/** {@code train}, and what is seen of it meanwhile. */
@NullMarked
package org.bactrian.cli.train;

import org.jspecify.annotations.NullMarked;
