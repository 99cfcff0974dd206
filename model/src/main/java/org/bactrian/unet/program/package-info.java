/**
 * The network of a plan written out as TorchScript.
 *
 * <p>A <b>program</b> ({@link org.bactrian.unet.program.UNetProgram}) is the text of a module with its weights. Its
 * <b>body</b> is the forward pass as statements, one after the other; a <b>wording</b> says how a layer is put down: plainly,
 * for every device and for the files that are kept, or with kernels in the order that processors are fast with. A {@link
 * org.bactrian.unet.program.Precision} is the number format of the layers, and the program has a method for each. An {@link
 * org.bactrian.unet.program.Ensemble} makes several networks one program. For training there are more methods: loss,
 * gradients and the step of the optimiser, by {@link org.bactrian.unet.program.TrainingRules}, which move a {@link
 * org.bactrian.unet.program.TrainingState}.
 *
 * <pre>{@code
 * UNetProgram program = UNetProgram.of(plan);
 * ScriptModule start = program.module(program.initialWeights(seed));
 * }</pre>
 *
 * <p>Nothing is computed here. Tensors are (batch, channel, depth, height, width); the plan's x, y, z are reversed where the
 * body is written.
 */
@NullMarked
package org.bactrian.unet.program;

import org.jspecify.annotations.NullMarked;
