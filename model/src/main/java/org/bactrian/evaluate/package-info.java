/**
 * How well a label map agrees with the truth.
 *
 * <p><b>Terms.</b> A voxel is a <i>true positive</i> of a label where prediction and reference both carry it, a
 * <i>false positive</i> where only the prediction does, a <i>false negative</i> where only the reference does.
 * <b>Dice</b> is {@code 2 TP / (2 TP + FP + FN)}. A label that neither map holds has no Dice: it is NaN, and means skip
 * it, as nnU-Net does; a label invented by the prediction scores 0.
 *
 * <pre>{@code
 * CaseScore score = Dice.score("case_00042", prediction, reference, List.of(1, 2));
 * double kidney = score.of(1).dice();
 * Scores all = new Scores(List.of(score));
 * SummaryJson.write(folder.resolve("summary.json"), all);  // nnU-Net's schema
 * }</pre>
 */
@NullMarked
package org.bactrian.evaluate;

import org.jspecify.annotations.NullMarked;
