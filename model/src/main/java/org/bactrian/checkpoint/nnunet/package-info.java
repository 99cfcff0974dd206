/**
 * Models that nnU-Net has trained, read as they are.
 *
 * <p><b>Terms.</b> A <i>plan</i> says how a network looks and how scans are prepared for it; it holds several
 * <i>configurations</i> ({@code 2d}, {@code 3d_fullres}, {@code 3d_lowres}, {@code 3d_cascade_fullres}), which may inherit
 * from one another. Plans speak of arrays (z, y, x) after {@code transpose_forward}; {@link
 * org.bactrian.checkpoint.nnunet.Configuration} keeps that order as it was read, and turns it to x, y, z in one place, where
 * it writes down the stages.
 *
 * <p>The first version of nnU-Net resamples and then normalises, the second normalises and then resamples.
 *
 * <pre>{@code
 * Plans plans = Plans.read(Path.of("plans.json"));
 * Pipeline before = StageCatalog.builtIn().pipeline(plans.configuration("3d_fullres").stages());
 * Case seen = before.run(scan, StageObserver.NONE);     // what nnU-Net's network sees
 * }</pre>
 */
@NullMarked
package org.bactrian.checkpoint.nnunet;

import org.jspecify.annotations.NullMarked;
