/**
 * From a prepared scan to a label map on the scan's own grid.
 *
 * <p>A <b>patch</b> is what the network sees at once. A <b>window</b> is one place of the patch in the scan; windows
 * overlap and are <b>blended</b>, the middle of a window counting most. <b>Scores</b> (logits, one for each class) are
 * brought back to the grid of the scan, and there the class with the largest score wins: interpolating scores keeps
 * outlines smooth where interpolating labels would make steps.
 *
 * <pre>{@code
 * ModelBundle bundle = ModelBundle.read(Path.of("model.bactrian"));
 * try (SegmentationModel model = SegmentationModel.open(
 *         bundle, StageCatalog.builtIn(), WindowSettings.STANDARD, Precision.FLOAT32, ComputeDevice.best())) {
 *     Case scan = Case.of("case_00042", image.volume());
 *     LabelMap labels = model.segment(model.preprocess(scan, StageObserver.NONE), WindowProgress.NONE);
 *     Case result = model.postprocess(scan.withLabels(labels), StageObserver.NONE);
 * }
 * }</pre>
 *
 * <p>{@link org.bactrian.segment.Segmenter} is the port that routes know; a test or another network can stand behind it.
 */
@NullMarked
package org.bactrian.segment;

import org.jspecify.annotations.NullMarked;
