/**
 * The U-Net: from a plan to scores.
 *
 * <p>A <b>plan</b> ({@link org.bactrian.unet.plan.UNetPlan}) says what the network looks like: levels, features, strides,
 * kernels. A <b>program</b> ({@link org.bactrian.unet.program.UNetProgram}) is the plan written out as TorchScript by Java:
 * forward pass, loss, gradients and the step of the optimiser all run in the engine ({@link
 * org.bactrian.unet.engine.TorchEngine}) in one call. A <b>head</b> is the convolution that turns feature maps into
 * <b>scores</b> (logits, one for each class); there is one at every resolution but the coarsest, so that training can
 * supervise all of them, and inference returns those of the finest. A <b>state</b> ({@link
 * org.bactrian.unet.program.TrainingState}) is weights and momentum: enough to continue training to the bit.
 *
 * <p>Here the three come together: a {@link org.bactrian.unet.Network} computes scores, a {@link
 * org.bactrian.unet.TrainableNetwork} learns. Which number format is safe with given weights on a given device is tried when
 * a network is loaded.
 *
 * <pre>{@code
 * UNetPlan plan = UNetPlan.reference();
 * TrainingRules rules = TrainingRules.standard(plan.heads());
 * TrainingState start = TrainingState.atRest(UNetProgram.of(plan).initialWeights(seed));
 *
 * try (TrainableNetwork network = TrainableNetwork.load(plan, start, rules, Precision.FLOAT32, ComputeDevice.best())) {
 *     double loss = network.trainStep(images, labels, 2, 0.01);
 *     ScriptModule checkpoint = UNetProgram.of(plan).module(network.state(), rules);  // TrainingState.of(checkpoint) continues
 *     ScriptModule result = UNetProgram.of(plan).module(network.state().weights());
 * }
 *
 * try (Network network = Network.inference(plan, result.parameters(), Precision.FLOAT32, ComputeDevice.best())) {
 *     float[] scores = network.scores(patch);
 * }
 * }</pre>
 *
 * <p>Tensors are (batch, channel, depth, height, width), the width fastest: the bytes of a volume whose x varies fastest.
 * Plans speak in x, y, z; the axes are reversed in one place, where the program is written.
 *
 * <p>The code that a program file carries is for others to run. Here the program is always written anew from the plan,
 * and the file gives only the weights: a file cannot bring code along.
 */
@NullMarked
package org.bactrian.unet;

import org.jspecify.annotations.NullMarked;
