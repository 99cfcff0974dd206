/**
 * How well a label map agrees with the truth, and which clean-up makes it agree better.
 *
 * <p><b>Terms.</b> A <i>structure</i> is one label, or a region of labels taken together; a <i>label scheme</i> says which
 * are scored. A voxel is a <i>true positive</i> of a structure where prediction and reference both carry it, a <i>false
 * positive</i> where only the prediction does, a <i>false negative</i> where only the reference does. <b>Dice</b> is {@code
 * 2 TP / (2 TP + FP + FN)}. A structure that neither map holds has no Dice: it is NaN, and means skip it, as nnU-Net does;
 * one invented by the prediction scores 0. A <i>case pair</i> is a prediction with its reference; its <i>measures</i> are
 * all that was counted and measured of it.
 *
 * <pre>{@code
 * CasePairs pairs = CasePairs.find(predictions, references);
 * LabelScheme scheme = LabelScheme.read(folder.resolve("dataset.json"));
 * List<CaseOutcome> outcomes = Evaluation.ofOverlap().run(pairs.pairs(), threads, (caseId, done, all) -> {});
 * List<CaseMeasures> measures = CaseOutcome.measured(outcomes);
 * SummaryJson.write(folder.resolve("summary.json"), measures, scheme);  // nnU-Net's schema
 * FoundRule rule = RuleSearch.search(measures, scheme, OptionalInt.of(1), threads, (caseId, done, all) -> {});
 * }</pre>
 */
@NullMarked
package org.bactrian.evaluate;

import org.jspecify.annotations.NullMarked;
