/**
 * From a prepared scan to a label map on the scan's own grid.
 *
 * <p>A <b>patch</b> is what the network sees at once. A <b>window</b> is one place of the patch in the scan; windows
 * overlap and are <b>blended</b>, the middle of a window counting most. <b>Scores</b> (logits, one for each class) are
 * brought back to the grid of the scan, and there the class with the largest score wins: interpolating scores keeps
 * outlines smooth where interpolating labels would make steps.
 *
 * <pre>{@code
 * try (SegmentationModel model = SegmentationModel.open(bundle, StageCatalog.builtIn(), settings)) {
 *     Case prepared = model.preprocess(Case.of("case_00042", scan.volume()), StageObserver.NONE);
 *     LabelMap raw = model.segment(prepared, WindowProgress.NONE);
 *     Case result = model.postprocess(Case.of("case_00042", scan.volume()).withLabels(raw), StageObserver.NONE);
 * }
 * }</pre>
 *
 * <p>{@link org.bactrian.segment.Segmenter} is the port that routes know; a test or another network can stand behind it.
 */
@NullMarked
package org.bactrian.segment;

import org.jspecify.annotations.NullMarked;
