/**
 * The stage {@code labels-to-channels}: shows a network what another one has found.
 *
 * <p>In a <b>cascade</b> a first network segments a coarse image, and a second refines the result: it sees the fine image and,
 * as one more channel for each label, where the first has found that label (1) and where not (0). The label map that the
 * first has made comes into the case before its stages run, so that it is turned, cropped and resampled like the image; this
 * stage comes last.
 *
 * <pre>{@code
 * - stage: labels-to-channels
 *   labels: [1, 2]
 * }</pre>
 */
@NullMarked
package org.bactrian.stage.cascade;

import org.jspecify.annotations.NullMarked;
