/**
 * What scores mean, on the network's grid and on the scan's.
 *
 * <p>A <b>score</b> is a number for each class or region of a voxel: a logit, a probability, or by how much a probability
 * exceeds a half; {@link org.bactrian.segment.score.Probabilities} says what becomes of it. {@link
 * org.bactrian.segment.score.NetworkScores} are those of one network, which are interpolated on the way to the scan's grid;
 * {@link org.bactrian.segment.score.MeanProbabilities} average several models there. Both are {@link
 * org.bactrian.segment.score.ClassScores}: labels, probabilities, and how sure the networks are.
 *
 * <pre>{@code
 * ClassScores scores = model.score(prepared, WindowProgress.NONE);
 * LabelMap labels = scores.labels();
 * }</pre>
 */
@NullMarked
package org.bactrian.segment.score;

import org.jspecify.annotations.NullMarked;
