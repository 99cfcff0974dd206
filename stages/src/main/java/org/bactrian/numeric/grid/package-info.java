/**
 * Moving between grids.
 *
 * <p>A <b>grid</b> is a {@link org.bactrian.volume.Geometry}. Stages move a case from grid to grid: a <b>view</b> (crop,
 * flip, reordered axes) shows the same voxels elsewhere in memory, a <b>resize</b> makes new ones in the same box. No stage
 * knows how to go back. The case remembers the grids, and {@link org.bactrian.numeric.grid.Regrid} finds out from each
 * pair of neighbours what happened, multiplies the weights of all steps axis by axis, and goes back in one:
 *
 * <pre>{@code
 * Regrid back = Regrid.backwards(prepared.grids());   // network grid -> scan grid
 * LabelMap result = back.argMax(scores);              // scores[class][voxel] on the network grid
 * }</pre>
 *
 * <p>Interpolation of scores is lazy: a class that wins at all voxels of the network around a voxel of the scan wins there
 * too, and only in between classes are scores summed.
 *
 * <p>Where scores are to be splines, which overshoot, {@link org.bactrian.numeric.grid.SmoothRegrid} interpolates every class
 * everywhere instead.
 *
 * <p>{@link org.bactrian.numeric.grid.AxisOrder} turns grids towards anatomical directions, and
 * {@link org.bactrian.numeric.grid.Box} cuts boxes out of them.
 */
@NullMarked
package org.bactrian.numeric.grid;

import org.jspecify.annotations.NullMarked;
