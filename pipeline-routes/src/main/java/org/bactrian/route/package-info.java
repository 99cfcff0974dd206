/**
 * What every route needs, whatever it carries.
 *
 * <p>A <b>route</b> is the walk of a case or of a training through the worker, as a list of steps: {@link
 * org.bactrian.route.segment.SegmentRoutes}, {@link org.bactrian.route.train.TrainRoutes}. A <b>step</b> is a word with a
 * name, such as {@code fetch}; the name stands in failures, logs and meters. A <b>word</b> is a plain function from body to
 * body ({@code FetchCase}, {@code StoreLabels}) and knows nothing of Camel; {@link org.bactrian.route.Steps} makes steps of
 * words. {@link org.bactrian.route.FailurePolicy} says what happens when a step fails, so that the routes carry the walk only.
 * {@link org.bactrian.route.Channels} says where messages come from and go to: Kafka topics in a worker, {@code direct:} and
 * {@code mock:} endpoints in tests.
 *
 * <p>An exchange knows the message that it began with ({@link org.bactrian.route.Delivery}), how far it is ({@link
 * org.bactrian.route.Walk}) and why it was given up, if it was ({@link org.bactrian.route.Failure}). What was given up lies in
 * the topic of dead letters until it is driven again ({@link org.bactrian.route.Redrive}).
 *
 * <pre>{@code
 * Outage outage = new Outage(backoff.patience(), meters);
 * camel.addRoutesConfigurations(new FailurePolicy(SegmentRoutes.POLICY, SegmentRoutes.GIVE_UP, backoff, outage));
 * camel.addRoutes(new SegmentRoutes(channels, new SegmentSteps(model, place, "results", largestBytes, outage)));
 * }</pre>
 *
 * <p>A message is done when its offset is committed, the last step of every walk. A result is there when its manifest
 * {@code result.json} is. A worker that dies in between is no harm: the message is delivered again, the result that
 * stands is found, and only the announcement is repeated.
 */
@NullMarked
package org.bactrian.route;

import org.jspecify.annotations.NullMarked;
