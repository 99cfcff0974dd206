/**
 * Connected components of label maps.
 *
 * <p>Two voxels of a set are <b>neighbours</b> when they share a face (6), a face or an edge (18), or also a corner (26):
 * the {@link org.bactrian.numeric.components.Connectivity}. A <b>component</b> is a set of voxels that can be walked from
 * neighbour to neighbour: one kidney with its tumours, one island of false alarm. A <b>run</b> is a stretch of voxels
 * along x; components are made of runs. A <b>hole</b> is a component of everything else that does not reach the border of
 * the grid.
 *
 * <pre>{@code
 * ConnectedComponents organs = ConnectedComponents.of(labels, label -> label > 0, Connectivity.TWENTY_SIX);
 * double firstMl = organs.volumeMm3(0) / 1000;
 * LabelMap largest = organs.kept(labels, organ -> organs.voxels(organ) == organs.mostVoxels());
 * LabelMap solid = Holes.filled(largest, 1);
 * }</pre>
 */
@NullMarked
package org.bactrian.numeric.components;

import org.jspecify.annotations.NullMarked;
