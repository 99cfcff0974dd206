/**
 * Checkpoints that PyTorch has saved ({@code torch.save}), read without PyTorch.
 *
 * <p>A <b>checkpoint</b> is a pickle and, beside it, the numbers of its tensors in <b>storages</b>: since torch 1.6 a zip
 * whose entries are stored, before that one stream of pickles and numbers. A <b>state dict</b> is a dictionary of tensors by
 * name. Several names may share a storage, and a tensor may be any view of one.
 *
 * <pre>{@code
 * try (TorchCheckpoint checkpoint = TorchCheckpoint.open(Path.of("checkpoint_final.pth"))) {
 *     Weights weights = checkpoint.weights("network_weights");
 * }
 * }</pre>
 */
@NullMarked
package org.bactrian.checkpoint.torch;

import org.jspecify.annotations.NullMarked;
