/**
 * A window that slides over a scan.
 *
 * <p>A <b>patch</b> is what the network sees at once. A <b>window</b> is one place of the patch in the scan; windows overlap
 * and are <b>blended</b>, the middle of a window counting most. A <b>mirror</b> is a flip under which a window is seen once
 * more; the scores are flipped back and averaged. {@code SlidingWindow} does this for one network; it knows of it only that
 * it scores patches ({@link org.bactrian.segment.window.PatchScores}). To <b>localise</b> is to look at the scan quickly
 * first, and then closely only where something is to be seen.
 *
 * <pre>{@code
 * WindowSegmenter segmenter = new WindowSegmenter(bundle.description(), WindowSettings.STANDARD, List.of(network));
 * LabelMap labels = segmenter.score(prepared, WindowProgress.NONE).labels();
 * }</pre>
 */
@NullMarked
package org.bactrian.segment.window;

import org.jspecify.annotations.NullMarked;
