package org.bactrian.unet.plan;

import java.util.ArrayList;
import java.util.List;
import org.bactrian.volume.Index3;

/** Collects what is wrong with a plan, so that all of it is reported at once. */
final class PlanProblems {

    private static final int LARGEST_KERNEL = 15;

    /** The engine hands out at most 2 GiB at once. */
    private static final long LARGEST_ARRAY = Integer.MAX_VALUE / Float.BYTES;

    private final List<String> problems = new ArrayList<>();

    void within(String field, List<Integer> values, int least, int most) {
        for (int value : values) {
            if (value < least || value > most) {
                problems.add("%s must be %d to %d, got %d".formatted(field, least, most, value));
            }
        }
    }

    void length(String field, List<?> values, int expected) {
        if (values.size() != expected) {
            problems.add("%s must have %d entries, one for each level, got %d"
                    .formatted(field, Math.max(expected, 0), values.size()));
        }
    }

    void kernels(List<Index3> kernels) {
        for (Index3 kernel : kernels) {
            for (int axis = 0; axis < 3; axis++) {
                int width = kernel.along(axis);
                if (width < 1 || width > LARGEST_KERNEL || width % 2 == 0) {
                    problems.add("kernels must be odd, 1 to %d, got %s".formatted(LARGEST_KERNEL, kernel));
                    break;
                }
            }
        }
    }

    /** The scores of one patch, and its images, must fit into one array. */
    void volume(Index3 patch, int inputChannels, int classes) {
        if (patch.x() < 1 || patch.y() < 1 || patch.z() < 1) {
            problems.add("patch must have at least one voxel along each axis, got " + patch);
        } else if ((double) patch.x() * patch.y() * patch.z() * Math.max(inputChannels, classes) > LARGEST_ARRAY) {
            problems.add("patch must have at most %d values in all channels or classes, got %s with %d and %d"
                    .formatted(LARGEST_ARRAY, patch, inputChannels, classes));
        }
    }

    /** Walks down the levels: every stride must divide what is left of the patch. */
    void sizes(Index3 patch, List<Index3> strides) {
        long voxels = 1;
        for (int axis = 0; axis < 3; axis++) {
            voxels *= sizeAtBottleneck(axis, patch, strides);
        }
        if (voxels == 1) {
            problems.add("the bottleneck must have more than one voxel to be normalised over: patch %s, strides %s"
                    .formatted(patch, strides));
        }
        if (!strides.isEmpty() && !strides.get(0).equals(new Index3(1, 1, 1))) {
            problems.add("strides must start with 1 x 1 x 1, got " + strides.get(0));
        }
    }

    private int sizeAtBottleneck(int axis, Index3 patch, List<Index3> strides) {
        int size = patch.along(axis);
        for (Index3 stride : strides) {
            int step = stride.along(axis);
            if (step < 1 || size % step != 0) {
                problems.add("patch %s must be divisible by all strides along %s, got strides %s"
                        .formatted(patch, "xyz".charAt(axis), strides));
                return 0;
            }
            size /= step;
        }
        return size;
    }

    void add(String problem) {
        problems.add(problem);
    }

    void report() {
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("bad network plan: " + String.join("; ", problems));
        }
    }
}
