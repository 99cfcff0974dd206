/**
 * The stages {@code keep-largest}, {@code drop-small} and {@code fill-holes}: clean-up of label maps by connected
 * components.
 *
 * <p>An <b>island</b> is a connected component of the voxels that belong to a structure; a <b>structure</b> is one label,
 * or several taken together. A <b>hole</b> is background that a label encloses: it does not reach the border of the grid.
 * Islands are told apart with 6, 18 or 26 neighbours, holes with 6.
 *
 * <p>These are nnU-Net's rules: its second version keeps the largest island with 26 neighbours, its first with 6 and spares
 * islands of a given size. Both keep every island that is as large as the largest. A file that nnU-Net has written is read
 * as a list of these stages by {@code org.bactrian.checkpoint.NnUNetPostprocessing}.
 *
 * <pre>{@code
 * - stage: keep-largest
 *   labels: [1, 2]        # kidney and tumour together
 * - stage: drop-small
 *   labels: [2]
 *   minimumMm3: [50]
 * - stage: fill-holes
 * }</pre>
 */
@NullMarked
package org.bactrian.stage.islands;

import org.jspecify.annotations.NullMarked;
