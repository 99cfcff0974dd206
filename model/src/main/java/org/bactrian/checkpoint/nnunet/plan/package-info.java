/**
 * The plans of nnU-Net: how a network looks and how scans are prepared for it.
 *
 * <p><b>Terms.</b> A <i>plan</i> holds several <i>configurations</i> ({@code 2d}, {@code 3d_fullres}, {@code 3d_lowres},
 * {@code 3d_cascade_fullres}), which may inherit from one another. Plans speak of arrays (z, y, x) after {@code
 * transpose_forward}; {@link org.bactrian.checkpoint.nnunet.plan.Configuration} keeps that order as it was read, and what is
 * written down as stages is turned to x, y, z in one place. An {@link org.bactrian.checkpoint.nnunet.plan.Architecture} is the
 * network as the plan says it; with the {@link org.bactrian.checkpoint.nnunet.plan.NetworkShape} of its input it becomes a
 * {@link org.bactrian.unet.plan.UNetPlan}. {@link org.bactrian.checkpoint.nnunet.plan.Labels} come from the data set's
 * description beside it.
 *
 * <pre>{@code
 * Plans plans = Plans.read(Path.of("plans.json"));
 * Pipeline before = StageCatalog.builtIn().pipeline(plans.configuration("3d_fullres").stages());
 * Case seen = before.run(scan, StageObserver.NONE);     // what nnU-Net's network sees
 * }</pre>
 */
@NullMarked
package org.bactrian.checkpoint.nnunet.plan;

import org.jspecify.annotations.NullMarked;
