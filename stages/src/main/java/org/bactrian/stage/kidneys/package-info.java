/**
 * The stage {@code keep-two-kidneys}: what a network marks away from the kidneys is false alarm, and is dropped.
 *
 * <p>An <b>island</b> is a connected component of all labels together, a kidney with the tumours and cysts on it. Three
 * rules, in this order:
 *
 * <ol>
 *   <li>An island without kidney is dropped: a renal tumour touches its kidney. This comes first, or a large false alarm
 *       in the liver would take a kidney's place.
 *   <li>An island smaller than {@code minimumMl} is dropped, even if it is the only one: no kidney is that small.
 *   <li>Of the others the two largest are kept, by kidney and findings together: a kidney that a tumour has nearly
 *       replaced still counts as large.
 * </ol>
 *
 * <p>All tumours on the kept kidneys stay, however many. Fused kidneys are one island and stay whole; of a transplant
 * beside two own kidneys the smallest of the three is lost, unless {@code kidneys} says 3. On the 210 label maps of
 * KiTS19 the rules lose on average 0.002 % of the labelled voxels, and at most 0.2 %.
 *
 * <pre>{@code
 * - stage: keep-two-kidneys
 *   kidneys: 2
 *   minimumMl: 1
 * }</pre>
 *
 * <p>It works on whatever grid the labels lie on; best on the scan's own, last.
 */
@NullMarked
package org.bactrian.stage.kidneys;

import org.jspecify.annotations.NullMarked;
