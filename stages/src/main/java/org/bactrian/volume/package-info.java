/**
 * Voxel grids in patient space.
 *
 * <p><b>Space.</b> Positions are millimetres in the RAS+ frame of NIfTI: x grows to the patient's Right, y to Anterior,
 * z to Superior. <b>Axes.</b> A grid has axes x, y, z in the order of its file; x varies fastest in memory, so voxel
 * (x, y, z) lies at {@code x + sizeX * (y + sizeY * z)}. Which way an axis points in the patient is said by
 * {@link org.bactrian.volume.Direction}, not by its letter. <b>Tensors</b> are (batch, channel, depth, height, width) =
 * (batch, channel, z, y, x): the same bytes, the letters reversed.
 *
 * <p>A {@link org.bactrian.volume.Volume} carries intensities, a {@link org.bactrian.volume.LabelMap} carries classes;
 * both know their {@link org.bactrian.volume.Geometry}. A {@link org.bactrian.volume.Case} is one patient image on its
 * way through the stages and keeps every grid it has lain on, so that results can be brought back without any stage
 * knowing how:
 *
 * <pre>{@code
 * Case scan = Case.of("case_00042", volume);
 * Case small = scan.onto(List.of(resampled), Optional.empty());  // grids(): the scan's own grid, then the resampled one
 * }</pre>
 *
 * <p>Memory is shared, never copied: a 512-cubed volume of floats is half a gigabyte. A scan stays in the integers of its
 * file, each an index into a table of intensities; turning, cropping and changing intensities make views of it, whose
 * lines are worked out when they are read ({@link org.bactrian.volume.Volume#line}). Only
 * {@link org.bactrian.volume.Volume#voxels} makes an array of it. Whoever receives a volume may read it and must not
 * write to its array, unless it made the array itself:
 *
 * <pre>{@code
 * Volume soft = volume.mapped((hu, start, end) -> {              // a view: nothing is computed yet
 *     for (int i = start; i < end; i++) {
 *         hu[i] = Math.max(-200, Math.min(300, hu[i]));
 *     }
 * });
 * }</pre>
 */
@NullMarked
package org.bactrian.volume;

import org.jspecify.annotations.NullMarked;
