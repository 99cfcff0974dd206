/** {@code segment}: scans are read ahead, segmented in turn and written behind, as far as the memory budget allows. */
@NullMarked
package org.bactrian.cli.segment;

import org.jspecify.annotations.NullMarked;
