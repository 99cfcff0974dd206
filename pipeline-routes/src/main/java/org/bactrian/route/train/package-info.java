/**
 * The walk of a training: the route and its words.
 *
 * <p>{@link org.bactrian.route.train.TrainRoutes} is the walk, one line a step; {@link org.bactrian.route.train.TrainSteps}
 * says which word each step is. The <b>body</b> grows on the way: a request, then {@code TrainingWork} with its data here,
 * {@code TrainedWork} once the model is made, and last the message that announces it. Each epoch is reported meanwhile, and
 * now and then the state is stored, so that another worker goes on where this one ended. {@link
 * org.bactrian.route.train.Recipes} are what a request may name.
 */
@NullMarked
package org.bactrian.route.train;

import org.jspecify.annotations.NullMarked;
