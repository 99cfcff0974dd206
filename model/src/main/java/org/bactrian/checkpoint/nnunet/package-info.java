/**
 * Models that nnU-Net has trained, read as they are.
 *
 * <p>A <b>model folder</b> holds plans and, for each <b>fold</b>, a checkpoint: {@link
 * org.bactrian.checkpoint.nnunet.NnUNetModel} reads those of the second version, {@link
 * org.bactrian.checkpoint.nnunet.FirstVersionModel} those of the first, and the folds become the members of one ensemble. A
 * checkpoint of MindSpore or a TorchScript program is read by a plan that lies beside it. A <b>state dict</b> names the
 * weights in a checkpoint; {@link org.bactrian.checkpoint.nnunet.StateNames} are the names of one make.
 *
 * <p>The first version of nnU-Net resamples and then normalises, the second normalises and then resamples.
 *
 * <pre>{@code
 * ModelBundle model = NnUNetModel.open(Path.of("nnUNetTrainer__nnUNetPlans__3d_fullres"), ModelWishes.USUAL);
 * }</pre>
 */
@NullMarked
package org.bactrian.checkpoint.nnunet;

import org.jspecify.annotations.NullMarked;
