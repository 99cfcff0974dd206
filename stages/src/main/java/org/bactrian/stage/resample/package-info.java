/**
 * The stage {@code resample}: brings a case to the spacing that a model was trained at.
 *
 * <p>Images are interpolated with cubic B-splines, label maps by a label-safe rule, slices that lie far apart one by one:
 * see {@link org.bactrian.numeric.spline}. The size is a whole number of voxels in the same box, so the spacing that
 * results, which the case records, differs a little from the one asked for.
 *
 * <pre>{@code
 * - stage: resample
 *   spacingMm: [1.62, 1.62, 3.22]
 * }</pre>
 *
 * <p>A model that was trained with nnU-Net's torch variant has {@code images: torch-linear} and {@code labels: torch}; one
 * that sees slices alone leaves out the third spacing.
 */
@NullMarked
package org.bactrian.stage.resample;

import org.jspecify.annotations.NullMarked;
