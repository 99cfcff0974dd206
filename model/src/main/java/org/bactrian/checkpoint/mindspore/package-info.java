/**
 * Weights that MindSpore has saved.
 *
 * <p><b>Terms.</b> A <i>checkpoint</i> ({@code .ckpt}) is one protocol-buffers message after the other, each a named tensor:
 * the network's parameters, the statistics of its normalisations, the optimiser's state. A check sum may stand behind them. A parameter of more than 512 MB is
 * cut into several tensors of one name. The networks of interest carry the names of nnU-Net's first generation, but for their
 * normalisations: there, batch normalisation over (1, batch x channels) stands in for instance normalisation, so that every
 * gain and shift is repeated for each <i>slot</i> of the batch; slot 0 is the one that inference uses.
 *
 * <pre>{@code
 * Weights weights = MindSporeCheckpoint.weights(Path.of("model.ckpt"));
 * Tensor kernel = weights.get("conv_blocks_context.0.blocks.0.conv.weight");
 * }</pre>
 */
@NullMarked
package org.bactrian.checkpoint.mindspore;

import org.jspecify.annotations.NullMarked;
