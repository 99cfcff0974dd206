/**
 * The one door through which models come in, whoever made them.
 *
 * <p>A <b>source</b> is a bundle, or the folder in which nnU-Net left a model:
 *
 * <pre>{@code
 * ModelBundle model = ModelSource.open(Path.of("nnUNetTrainer__nnUNetPlans__3d_fullres"), ModelWishes.USUAL);
 * model.write(Path.of("model.bactrian"));
 * }</pre>
 */
@NullMarked
package org.bactrian.checkpoint.source;

import org.jspecify.annotations.NullMarked;
