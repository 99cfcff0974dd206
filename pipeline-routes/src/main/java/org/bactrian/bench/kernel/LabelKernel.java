package org.bactrian.bench.kernel;

import org.bactrian.numeric.spline.LabelResize;
import org.bactrian.numeric.spline.ResampleRule;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.openjdk.jmh.annotations.Benchmark;

/** A label map of three labels resized along all axes. */
public class LabelKernel extends KernelSettings {

    private final LabelMap labels = Abdomen.labels();

    /** To three quarters along each axis, so that hardly a voxel centre falls on another. */
    @Benchmark
    public LabelMap resize() {
        return LabelResize.resize(labels, ResampleRule.joint(new Index3(192, 192, 96)));
    }
}
