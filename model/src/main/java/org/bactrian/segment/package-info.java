/**
 * From a scan to a label map on the scan's own grid.
 *
 * <p>{@link org.bactrian.segment.Segmenter} is the door:
 *
 * <pre>{@code
 * try (Segmenter segmenter = Segmenter.open(Path.of("nnUNetTrainer__nnUNetPlans__3d_fullres"))) {
 *     Volume scan = NiftiReader.read(Path.of("ct.nii.gz")).volume();
 *     LabelMap labels = segmenter.segment(scan);
 * }
 * }</pre>
 *
 * <p>A <b>model</b> ({@link org.bactrian.segment.SegmentationModel}) is stages before, networks, stages after. A network
 * sees the scan window by window ({@link org.bactrian.segment.window}). <b>Scores</b>, one for each class, are
 * brought back to the grid of the scan, and there the class with the largest score wins ({@link
 * org.bactrian.segment.score.ClassScores}): interpolating scores keeps outlines smooth where interpolating labels would make
 * steps.
 *
 * <p>Of several <b>members</b> the probabilities are averaged on the grid of the scan. In a <b>cascade</b> a network refines
 * the label map of another, which runs before it. {@link org.bactrian.segment.confidence.Confidence} says how far to trust
 * the result: how sure the networks are, whether mirrors or members agree, whether volumes are plausible.
 *
 * <p>{@link org.bactrian.segment.SegmentationModel} does the same step by step, for those who watch or time the steps:
 *
 * <pre>{@code
 * PreparedCase prepared = model.preprocess(scan, observer);
 * LabelMap labels = model.segment(prepared, progress);
 * Case result = model.postprocess(scan.withLabels(labels), observer);
 * }</pre>
 */
@NullMarked
package org.bactrian.segment;

import org.jspecify.annotations.NullMarked;
