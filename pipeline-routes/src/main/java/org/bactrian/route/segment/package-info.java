/**
 * The walk of a case: the route and its words.
 *
 * <p>{@link org.bactrian.route.segment.SegmentRoutes} is the walk, one line a step; {@link
 * org.bactrian.route.segment.SegmentSteps} says which word each step is. The <b>body</b> grows on the way: a submission, then
 * {@code CaseWork} with its files here, {@code PreparedWork}, {@code LabelWork} with labels, {@code ImageWork} cleaned up and
 * measured, and last the message that announces the result. Where a result stands already the steps between are left out. A
 * {@link org.bactrian.route.segment.CaseModel} is what the walk needs of a model, as functions.
 *
 * <p>Results lie in a <b>result folder</b> whose name follows from what was asked and the model, so that the same question
 * finds the same answer.
 */
@NullMarked
package org.bactrian.route.segment;

import org.jspecify.annotations.NullMarked;
