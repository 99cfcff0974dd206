/**
 * How far to trust a result, and whether a person should look at it first.
 *
 * <p><b>Certainty</b> is what the networks tell of themselves: the <b>entropy</b> of what they have found, the
 * <b>agreement</b> of mirrors, members or models, and the <b>coverage</b>, how much of the scan they have looked at. {@link
 * org.bactrian.segment.confidence.Confidence} adds the volumes after clean-up and holds all of it against {@link
 * org.bactrian.segment.confidence.ReviewRules}; what breaks a rule is a {@link org.bactrian.segment.confidence.ReviewReason}.
 *
 * <pre>{@code
 * Confidence confidence = Confidence.of(scores.certainty(), labels, names, ReviewRules.STANDARD);
 * boolean someoneShouldLook = confidence.review();
 * }</pre>
 */
@NullMarked
package org.bactrian.segment.confidence;

import org.jspecify.annotations.NullMarked;
