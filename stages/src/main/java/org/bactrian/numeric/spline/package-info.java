/**
 * Separable interpolation: cubic B-splines for images, a label-safe rule for label maps.
 *
 * <p><b>Resizing</b> keeps the box and changes the number of voxels: outer faces coincide, so output {@code o} of an axis
 * samples the input at {@code (o + 0.5) * in / out - 0.5}. <b>Order</b> 0 takes the nearest voxel, 1 the two neighbours,
 * 3 a cubic B-spline, which needs a <b>prefilter</b> first: B-spline functions overlap, so coefficients are not samples.
 * <b>Separate z:</b> where slices lie more than three times as far apart as the pixels in them, every slice is resized in
 * its plane and the nearest slice is taken across; interpolating between slices that far apart invents anatomy.
 *
 * <p>{@link org.bactrian.numeric.spline.ResampleRule} decides the size and whether an axis is separate,
 * {@link org.bactrian.numeric.spline.CubicBSpline} resizes images, {@link org.bactrian.numeric.spline.LabelResize} label
 * maps. {@link org.bactrian.numeric.spline.AxisWeights} holds the weights along one axis, and
 * {@link org.bactrian.numeric.spline.Lines} walks volumes and owns the threads:
 *
 * <pre>{@code
 * ResampleRule rule = ResampleRule.of(scan.geometry(), new Spacing(1.62, 1.62, 3.22));
 * Volume image = CubicBSpline.resize(scan, rule);        // clipped to the range of the scan
 * LabelMap labels = LabelResize.resize(truth, rule);     // on the same grid
 * }</pre>
 */
@NullMarked
package org.bactrian.numeric.spline;

import org.jspecify.annotations.NullMarked;
