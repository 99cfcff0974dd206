/**
 * Distances between surfaces in millimetres.
 *
 * <p>A <b>node</b> is a point where eight voxels meet. It lies on the <b>surface</b> of a structure when some of its eight
 * voxels belong to the structure and some do not; which of them do says how large a piece of surface passes through the
 * node, by marching cubes (Lorensen and Cline, "Marching cubes: a high resolution 3D surface construction algorithm",
 * SIGGRAPH 1987). The <b>distance</b> of a node is that to the nearest node of the other surface, exactly, by a distance
 * transform that knows the spacing. From distances and areas follow
 *
 * <ul>
 *   <li>the <b>robust Hausdorff distance</b>: 95 % of each surface lie no farther from the other one (HD95);
 *   <li><b>surface Dice</b>: which part of both surfaces lies within a tolerance of the other (Nikolov et al., "Deep
 *       learning to achieve clinically applicable segmentation of head and neck anatomy for radiotherapy", 2018).
 * </ul>
 *
 * <p>The numbers are those of the package {@code surface-distance} 0.1 that belongs to that paper.
 *
 * <pre>{@code
 * Foreground found = Foreground.of(prediction, Lines.allCores());
 * Foreground truth = Foreground.of(reference, Lines.allCores());
 * SurfaceDistances tumour = SurfaceDistances.between(found, truth, label -> label == 2, Lines.allCores());
 * double hd95Mm = tumour.hausdorffMm(95);
 * double withinOneMm = tumour.diceAt(1.0);
 * }</pre>
 */
@NullMarked
package org.bactrian.numeric.distance;

import org.jspecify.annotations.NullMarked;
