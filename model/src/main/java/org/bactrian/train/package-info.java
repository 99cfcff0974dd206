/**
 * Training: from a dataset and a recipe to a model bundle.
 *
 * <p><b>Terms.</b> A <i>recipe</i> is a network plan and a training plan. An <i>epoch</i> is a fixed number of batches,
 * whatever the number of cases. The <i>pseudo Dice</i> is counted over the voxels of an epoch's validation patches
 * taken together; its exponential moving average (EMA) picks the best epoch. A <i>checkpoint</i> holds all that is needed
 * to go on as if training had never stopped, bit for bit on the same machine: weights, momentum, and how far it has come.
 *
 * <pre>{@code
 * Dataset dataset = Dataset.open(Path.of("Dataset501_Kidney"));
 * Recipe recipe = Preset.QUICK.recipe(dataset.description());
 * Outcome outcome = new Trainer(recipe, dataset, Path.of("out"), TrainingEnvironment.standard()).train();
 * }</pre>
 *
 * <p>The output folder then holds {@code model.bactrian}, {@code best.bactrian}, {@code progress.csv}, {@code
 * training.checkpoint} and {@code prepared/}.
 */
@NullMarked
package org.bactrian.train;

import org.jspecify.annotations.NullMarked;
