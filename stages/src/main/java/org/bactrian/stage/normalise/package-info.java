/**
 * The stage {@code clip-and-z-score}: brings CT intensities to the range a model was trained on.
 *
 * <p>Hounsfield units are clipped to a range measured on the foreground of the training scans (nnU-Net: the 0.5 and 99.5
 * percentiles), then the mean is subtracted and the result divided by the standard deviation.
 *
 * <pre>{@code
 * - stage: clip-and-z-score
 *   lower: -79
 *   upper: 304
 *   mean: 101
 *   standardDeviation: 76.9
 * }</pre>
 */
@NullMarked
package org.bactrian.stage.normalise;

import org.jspecify.annotations.NullMarked;
