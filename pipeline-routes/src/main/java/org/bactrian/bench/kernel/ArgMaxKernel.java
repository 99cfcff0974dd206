package org.bactrian.bench.kernel;

import org.bactrian.numeric.grid.Regrid;
import org.bactrian.numeric.spline.CubicBSpline;
import org.bactrian.numeric.spline.ResampleRule;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Volume;
import org.openjdk.jmh.annotations.Benchmark;

/** Scores of three classes brought back to the scan's grid, keeping the largest. */
public class ArgMaxKernel extends KernelSettings {

    private final Volume image = Abdomen.image();
    private final Volume small = CubicBSpline.resize(image, ResampleRule.joint(new Index3(128, 128, 120)));
    private final Regrid back = Regrid.between(small.geometry(), image.geometry());
    private final float[][] scores = {small.voxels(), negated(small.voxels()), new float[small.voxels().length]};

    /** From half the voxels along x and y. */
    @Benchmark
    public LabelMap argMax() {
        return back.argMax(scores);
    }

    private static float[] negated(float[] values) {
        float[] negated = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            negated[i] = -values[i];
        }
        return negated;
    }
}
