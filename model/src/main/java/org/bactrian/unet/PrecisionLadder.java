package org.bactrian.unet;

import java.util.List;
import org.bactrian.unet.engine.LoadedModule;
import org.bactrian.unet.plan.UNetPlan;
import org.bactrian.unet.program.Precision;
import org.bactrian.volume.Index3;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fastest way of computing a network that keeps its labels. The precisions of a device are tried one after the other, the
 * fastest first, on a {@link TrialScan}; the first whose {@link LabelShift} against 32 bits is small is taken. What is taken
 * depends on the weights and on the device alone.
 */
final class PrecisionLadder {

    private static final Logger LOG = LoggerFactory.getLogger(PrecisionLadder.class);

    /** The voxels of a trial, as far as a patch has them: enough for a kidney, and a fraction of what a scan takes. */
    private static final int VOXELS = 1 << 18;

    private final LoadedModule module;
    private final UNetPlan plan;
    private final TrialScan scan;

    PrecisionLadder(LoadedModule module, UNetPlan plan, TrialScan scan) {
        this.module = module;
        this.plan = plan;
        this.scan = scan;
    }

    /** The first of some precisions that keeps the labels, or the last. */
    Precision firstSafe(List<Precision> rungs) {
        Precision last = rungs.get(rungs.size() - 1);
        if (rungs.size() == 1) {
            return last;
        }
        Index3 size = size(plan);
        List<float[]> patches = scan.patches(size);
        if (patches.isEmpty()) {
            LOG.info("not tried on a synthetic scan: precision={}", last);
            return last;
        }
        List<float[]> exact = patches.stream()
                .map(patch -> scores(patch, size, Precision.FLOAT32))
                .toList();
        for (Precision rung : rungs.subList(0, rungs.size() - 1)) {
            LabelShift shift = shift(rung, size, patches, exact);
            LOG.info("tried on a synthetic scan: precision={} labels={}", rung, shift);
            if (shift.isSmall()) {
                return rung;
            }
        }
        return last;
    }

    private LabelShift shift(Precision rung, Index3 size, List<float[]> patches, List<float[]> exact) {
        LabelShift shift = LabelShift.NONE;
        for (int i = 0; i < patches.size(); i++) {
            float[] scores = scores(patches.get(i), size, rung);
            shift = shift.plus(
                    LabelShift.between(exact.get(i), scores, Math.toIntExact(size.product()), scan.hasRegions()));
        }
        return shift;
    }

    private float[] scores(float[] patch, Index3 size, Precision precision) {
        return module.call(
                precision.method("forward"),
                false,
                arguments -> arguments.floats(patch, PatchShapes.images(size, plan.inputChannels(), 1, patch.length)),
                results -> results.singletonOrThrow().toFloatArray());
    }

    /** As deep as the plan's patch, since what processors do wrong depends on that, and no wider than it takes. */
    static Index3 size(UNetPlan plan) {
        int edge = (int) Math.ceil(Math.sqrt((double) VOXELS / plan.patch().z()));
        Index3 stride = plan.totalStride(plan.levels() - 1);
        return new Index3(
                Math.min(plan.patch().x(), multiple(edge, stride.x())),
                Math.min(plan.patch().y(), multiple(edge, stride.y())),
                plan.patch().z());
    }

    /** The smallest even multiple that is not less: so many voxels have pairs at all levels. */
    private static int multiple(int length, int stride) {
        int step = 2 * stride;
        return (length + step - 1) / step * step;
    }
}
