/**
 * The stage {@code measure-volumes}: numbers that a radiologist reports.
 *
 * <p>It adds to the case, always in this order:
 *
 * <ul>
 *   <li>{@code kidney_left_volume}, {@code kidney_right_volume} (ml): kidney tissue without tumours. In the labels of KiTS
 *       cysts count as kidney. For the whole organ add the tumour of that side.
 *   <li>{@code tumor_left_volume}, {@code tumor_right_volume} (ml)
 *   <li>{@code tumor_count}: tumours that do not hang together, specks below {@code smallestTumorMl} left out
 *   <li>{@code tumor_largest_diameter} (mm): the greatest diameter of a counted tumour in an axial slice
 * </ul>
 *
 * <p><b>Sides</b> are the patient's. An <b>island</b> is a connected component of all labels; it lies on the side on which
 * the centre of its kidney voxels lies, and its tumours go with it, even across the midline. The <b>midline</b> lies half
 * way between the two largest kidneys if their centres are at least 60 mm apart and the smaller has at least a twentieth
 * of the larger; otherwise (a single kidney) in the middle of the field of view. A single island whose kidney reaches 40 mm
 * to both sides of it is taken for two fused kidneys and divided half way between its ends. A tumour without kidney is
 * placed by its own centre.
 *
 * <pre>{@code
 * - stage: keep-two-kidneys
 * - stage: measure-volumes
 *   smallestTumorMl: 0.1
 * }</pre>
 */
@NullMarked
package org.bactrian.stage.measure;

import org.jspecify.annotations.NullMarked;
