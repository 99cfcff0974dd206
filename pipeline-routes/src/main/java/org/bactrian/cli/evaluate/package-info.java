/** {@code evaluate} and {@code postprocess}: label maps beside the truth, as tables, sheets and plots. */
@NullMarked
package org.bactrian.cli.evaluate;

import org.jspecify.annotations.NullMarked;
