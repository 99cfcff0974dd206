/**
 * Arithmetic on intensities, voxel by voxel.
 *
 * <p>CT intensities are <b>Hounsfield units</b>: air -1000, water 0. A network sees them <b>clipped</b> to the range in
 * which the organs of interest lie and scaled to zero mean and unit deviation (<b>z-score</b>), with numbers measured on
 * the training scans and stored with the model:
 *
 * <pre>{@code
 * Volume input = Intensities.clipAndZScore(scan, new ZScore(-79, 304, 101, 76.9));
 * }</pre>
 */
@NullMarked
package org.bactrian.numeric.intensity;

import org.jspecify.annotations.NullMarked;
