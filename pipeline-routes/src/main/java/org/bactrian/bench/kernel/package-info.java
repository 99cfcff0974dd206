/**
 * The kernels of the numerics, each measured alone by JMH in a JVM of its own.
 *
 * <p>A <b>kernel</b> is what does the work on every voxel: one axis of a spline, a resized label map, the arg-max of
 * regridded scores, connected components. The <b>bound</b> is how fast packed voxels can be unpacked at all. All work on
 * the same synthetic abdomen, small enough to fit in memory many times and too large for any cache:
 *
 * <pre>{@code
 * List<Double> seconds = KernelRun.seconds("SplineKernel.x", 2);   // of one call, an entry for each iteration
 * }</pre>
 */
@NullMarked
package org.bactrian.bench.kernel;

import org.jspecify.annotations.NullMarked;
