/**
 * The stages that bring intensities to the range a model was trained on.
 *
 * <p>{@code clip-and-z-score} is for CT: Hounsfield units are clipped to a range measured on the foreground of the training
 * scans (nnU-Net: the 0.5 and 99.5 percentiles), then the mean is subtracted and the result divided by the standard
 * deviation. The others measure on the image itself, for scanners without a unit: {@code z-score}, {@code rescale-to-0-1},
 * {@code rgb-to-0-1}, and {@code clip-and-own-z-score} between two bounds. Every channel may have a stage of its own:
 *
 * <pre>{@code
 * - stage: clip-and-z-score
 *   lower: -79
 *   upper: 304
 *   mean: 101
 *   standardDeviation: 76.9
 *   channels: [0]
 * - stage: z-score
 *   insideOnly: true
 *   channels: [1]
 * }</pre>
 */
@NullMarked
package org.bactrian.stage.normalise;

import org.jspecify.annotations.NullMarked;
