package org.bactrian.checkpoint.nnunet.plan;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bactrian.unet.plan.Downsampling;
import org.bactrian.unet.plan.ForeignPlan;
import org.bactrian.unet.plan.UNetPlan;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Spacing;

/**
 * A network's shape in nnU-Net's words, to be turned into a plan.
 *
 * @param source names the file in refusals
 * @param spacingMm (z, y, x), or (y, x) where slices are seen alone
 * @param patch in the same order
 * @param channels of the input
 * @param outputs classes, or regions
 * @param mirrorAxes as numbers in the same order
 */
public record NetworkShape(
        String source,
        List<Double> spacingMm,
        List<Integer> patch,
        int channels,
        int outputs,
        List<Integer> mirrorAxes) {

    /** The plan of a network of this shape, of which no more is known. */
    public ForeignPlan foreign() {
        return sound(() -> new ForeignPlan(spacing(), size(patch), channels, outputs, axes()));
    }

    /** The plan of a network of this shape. */
    public UNetPlan plan(Architecture architecture) {
        return sound(() -> new UNetPlan(
                spacing(),
                size(patch),
                channels,
                outputs,
                architecture.features(),
                architecture.strides().stream().map(NetworkShape::size).toList(),
                architecture.kernels().stream().map(NetworkShape::size).toList(),
                architecture.decoderKernels().stream().map(NetworkShape::size).toList(),
                architecture.encoder(),
                Configuration.reversed(architecture.decoder()),
                Downsampling.STRIDED_CONVOLUTION,
                architecture.encoderBlock(),
                architecture.blocks(),
                axes()));
    }

    private List<Integer> axes() {
        return mirrorAxes.stream().map(axis -> patch.size() - 1 - axis).toList();
    }

    private <T> T sound(Supplier<T> plan) {
        try {
            return plan.get();
        } catch (IllegalArgumentException wrong) {
            throw BadCaseException.of(source, "network", String.valueOf(wrong.getMessage()), "one that can be built")
                    .because(wrong);
        }
    }

    /** Slices seen alone have no spacing of their own; any stands for it. */
    private Spacing spacing() {
        List<Double> mm = Stream.concat(Configuration.reversed(spacingMm).stream(), Stream.of(1.0))
                .toList();
        if (mm.size() < 3) {
            throw new IllegalArgumentException("spacing must have two or three entries, got " + spacingMm);
        }
        return new Spacing(mm.get(0), mm.get(1), mm.get(2));
    }

    private static Index3 size(List<Integer> lengths) {
        List<Integer> size = Stream.concat(Configuration.reversed(lengths).stream(), Stream.of(1))
                .toList();
        if (size.size() < 3 || size.size() > 4) {
            throw new IllegalArgumentException("sizes must have two or three entries, got " + lengths);
        }
        return new Index3(size.get(0), size.get(1), size.get(2));
    }
}
