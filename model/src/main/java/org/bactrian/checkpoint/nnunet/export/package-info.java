/**
 * Models written out, for nnU-Net and for MindSpore.
 *
 * <p>A bundle that came from nnU-Net brings its plans and is written as it was. For any other, plans and data set are written
 * anew: {@code StageWords} finds nnU-Net's <b>words</b> for what the stages do. What nnU-Net has no word for is refused
 * before anything is written; what the other program will do otherwise is told in <b>notes</b>.
 *
 * <pre>{@code
 * List<String> notes = NnUNetExport.write(bundle, Path.of("nnUNetTrainer__nnUNetPlans__3d_fullres"));
 * }</pre>
 */
@NullMarked
package org.bactrian.checkpoint.nnunet.export;

import org.jspecify.annotations.NullMarked;
