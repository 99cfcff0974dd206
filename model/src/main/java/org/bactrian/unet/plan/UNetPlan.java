package org.bactrian.unet.plan;

import java.util.Collections;
import java.util.List;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Spacing;

/**
 * Everything that decides what a U-Net looks like. Level 0 is the full resolution, the last level the bottleneck. All
 * triples are x, y, z, where z becomes the depth of tensors. A network that sees slices alone is one of depth 1 whose
 * kernels are 1 along z.
 *
 * @param spacingMm the voxel spacing the network sees
 * @param patch the voxels the network sees at once; divisible by the product of all strides
 * @param inputChannels images stacked as input, at least 1
 * @param classes labels the network tells apart, background included, or regions it marks; 1 to 255
 * @param features channels at each level
 * @param strides by how much each level is coarser than the one above; 1 x 1 x 1 for level 0
 * @param kernels the size of the convolutions on the way down at each level; odd along each axis
 * @param decoderKernels the same on the way up, at each level but the bottleneck
 * @param encoderConvolutions convolutions, or residual blocks, on the way down at each level
 * @param decoderConvolutions convolutions on the way up at each level but the bottleneck
 * @param downsampling how a level comes from the one above
 * @param encoderBlock what the levels on the way down are made of
 * @param blocks what follows each convolution
 * @param mirrorAxes the axes (0 for x, 1 for y, 2 for z) along which an image may be flipped and still be one of its kind
 */
public record UNetPlan(
        Spacing spacingMm,
        Index3 patch,
        int inputChannels,
        int classes,
        List<Integer> features,
        List<Index3> strides,
        List<Index3> kernels,
        List<Index3> decoderKernels,
        List<Integer> encoderConvolutions,
        List<Integer> decoderConvolutions,
        Downsampling downsampling,
        EncoderBlock encoderBlock,
        BlockRule blocks,
        List<Integer> mirrorAxes)
        implements NetworkPlan {

    /** Refuses bad values with an {@link IllegalArgumentException} that lists them all. */
    public UNetPlan {
        features = List.copyOf(features);
        strides = List.copyOf(strides);
        kernels = List.copyOf(kernels);
        decoderKernels = List.copyOf(decoderKernels);
        encoderConvolutions = List.copyOf(encoderConvolutions);
        decoderConvolutions = List.copyOf(decoderConvolutions);
        mirrorAxes = mirrorAxes.stream().distinct().sorted().toList();
        PlanProblems problems = new PlanProblems();
        problems.within("inputChannels", List.of(inputChannels), 1, 64);
        problems.within("classes", List.of(classes), 1, 255);
        problems.within("levels (the length of features)", List.of(features.size()), 2, 10);
        problems.within("features", features, 1, 4096);
        problems.within("encoderConvolutions", encoderConvolutions, 1, 16);
        problems.within("decoderConvolutions", decoderConvolutions, 1, 16);
        problems.within("mirrorAxes", mirrorAxes, 0, 2);
        problems.length("strides", strides, features.size());
        problems.length("kernels", kernels, features.size());
        problems.length("decoderKernels", decoderKernels, features.size() - 1);
        problems.length("encoderConvolutions", encoderConvolutions, features.size());
        problems.length("decoderConvolutions", decoderConvolutions, features.size() - 1);
        problems.kernels(kernels);
        problems.kernels(decoderKernels);
        problems.volume(patch, inputChannels, classes);
        problems.sizes(patch, strides);
        if (encoderBlock.isResidual() && downsampling != Downsampling.STRIDED_CONVOLUTION) {
            problems.add("downsampling must be by strided convolutions in a residual encoder");
        }
        if (encoderBlock == EncoderBlock.RESIDUAL_STRIDED && patch.z() == 1) {
            problems.add("a residual_strided encoder sees volumes, not slices alone");
        }
        problems.report();
    }

    /** A plan with plain convolutions in its encoder, followed by what nnU-Net has, of one size on either way of a level. */
    public UNetPlan(
            Spacing spacingMm,
            Index3 patch,
            int inputChannels,
            int classes,
            List<Integer> features,
            List<Index3> strides,
            List<Index3> kernels,
            List<Integer> encoderConvolutions,
            List<Integer> decoderConvolutions,
            Downsampling downsampling,
            List<Integer> mirrorAxes) {
        this(
                spacingMm,
                patch,
                inputChannels,
                classes,
                features,
                strides,
                kernels,
                aboveBottleneck(kernels),
                encoderConvolutions,
                decoderConvolutions,
                downsampling,
                EncoderBlock.PLAIN,
                BlockRule.STANDARD,
                mirrorAxes);
    }

    /**
     * The plan of the reference solution: 3.22 mm slices of 1.62 mm pixels, two foreground classes (kidney and tumour),
     * six levels. nnU-Net's planner arrives at it for KiTS19 and 8 GB of GPU memory.
     */
    public static UNetPlan reference() {
        Index3 halve = new Index3(2, 2, 2);
        return new UNetPlan(
                new Spacing(1.62, 1.62, 3.22),
                new Index3(160, 160, 96),
                1,
                3,
                List.of(32, 64, 128, 256, 320, 320),
                List.of(new Index3(1, 1, 1), halve, halve, halve, halve, new Index3(2, 2, 1)),
                Collections.nCopies(6, new Index3(3, 3, 3)),
                Collections.nCopies(6, 2),
                Collections.nCopies(5, 2),
                Downsampling.STRIDED_CONVOLUTION,
                List.of(0, 1, 2));
    }

    /** The same network, whose images may be flipped along other axes. */
    public UNetPlan withMirrorAxes(List<Integer> axes) {
        return new UNetPlan(
                spacingMm,
                patch,
                inputChannels,
                classes,
                features,
                strides,
                kernels,
                decoderKernels,
                encoderConvolutions,
                decoderConvolutions,
                downsampling,
                encoderBlock,
                blocks,
                axes);
    }

    /** The same network with kernels of other sizes. */
    public UNetPlan withKernels(List<Index3> down, List<Index3> up) {
        return new UNetPlan(
                spacingMm,
                patch,
                inputChannels,
                classes,
                features,
                strides,
                down,
                up,
                encoderConvolutions,
                decoderConvolutions,
                downsampling,
                encoderBlock,
                blocks,
                mirrorAxes);
    }

    /** Of a list with an entry for each level, those of the levels above the bottleneck. */
    public static <T> List<T> aboveBottleneck(List<T> levels) {
        return levels.subList(0, Math.max(0, levels.size() - 1));
    }

    /** The number of levels, the bottleneck included. */
    public int levels() {
        return features.size();
    }

    /** The number of levels that have a head: all but the bottleneck. */
    public int heads() {
        return levels() - 1;
    }

    /** How many voxels of the patch make one of a level, along each axis. */
    public Index3 totalStride(int level) {
        Index3 total = new Index3(1, 1, 1);
        for (Index3 stride : strides.subList(0, level + 1)) {
            total = new Index3(total.x() * stride.x(), total.y() * stride.y(), total.z() * stride.z());
        }
        return total;
    }

    /** The size of the patch at a level. */
    public Index3 sizeAt(int level) {
        Index3 total = totalStride(level);
        return new Index3(patch.x() / total.x(), patch.y() / total.y(), patch.z() / total.z());
    }
}
