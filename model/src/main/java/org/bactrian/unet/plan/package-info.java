/**
 * What a network looks like: levels, features, strides, kernels, and how scans are shown to it.
 *
 * <p>A {@link org.bactrian.unet.plan.NetworkPlan} is all that must be known to feed a network. A {@link
 * org.bactrian.unet.plan.UNetPlan} says everything, so that its program can be written; a {@link
 * org.bactrian.unet.plan.ForeignPlan} says what is known of a network whose program another one wrote. A <b>level</b> is a
 * resolution, the finest first; a <b>block</b> is the convolutions of a level; a <b>head</b> turns the features of a level
 * into scores.
 *
 * <pre>{@code
 * UNetPlan plan = UNetPlan.reference();
 * Index3 coarsest = plan.sizeAt(plan.levels() - 1);     // 5 x 5 x 6 voxels of the patch's 160 x 160 x 96
 * }</pre>
 *
 * <p>Plans speak in x, y, z. They are records that refuse bad values when made, all problems at once.
 */
@NullMarked
package org.bactrian.unet.plan;

import org.jspecify.annotations.NullMarked;
