package org.bactrian.bench.kernel;

import org.bactrian.numeric.spline.CubicBSpline;
import org.bactrian.numeric.spline.ResampleRule;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Volume;
import org.openjdk.jmh.annotations.Benchmark;

/** The cubic spline along one axis, halving it: memory is walked in three different strides. */
public class SplineKernel extends KernelSettings {

    private final Volume image = Abdomen.image();

    /** Along x, where neighbours lie side by side. */
    @Benchmark
    public Volume x() {
        return CubicBSpline.resize(image, ResampleRule.joint(new Index3(128, 256, 128)));
    }

    /** Along y, where neighbours lie a row apart. */
    @Benchmark
    public Volume y() {
        return CubicBSpline.resize(image, ResampleRule.joint(new Index3(256, 128, 128)));
    }

    /** Along z, where neighbours lie a slice apart. */
    @Benchmark
    public Volume z() {
        return CubicBSpline.resize(image, ResampleRule.joint(new Index3(256, 256, 64)));
    }
}
