package org.bactrian.train.patch;

import java.util.List;
import java.util.random.RandomGenerator;
import org.bactrian.train.dataset.PreparedCase;
import org.bactrian.volume.Index3;

/**
 * Cuts patches at random from prepared cases, as nnU-Net does: every case is as likely as any other; a foreground patch
 * is centred on a voxel of a random label among those the case has, but never starts before the padded case; any other
 * lies anywhere. Safe for use by many threads.
 */
public final class PatchSampler {

    private final List<PreparedCase> cases;
    private final Index3 cut;
    private final Index3 size;

    /**
     * A sampler.
     *
     * @param cut the size to cut, at least {@code size}
     * @param size the network's patch: it stays inside the case unless the case is smaller, while the cut around it may
     *     reach beyond
     */
    public PatchSampler(List<PreparedCase> cases, Index3 cut, Index3 size) {
        if (cases.isEmpty()) {
            throw new IllegalArgumentException("there is no case to sample from");
        }
        this.cases = List.copyOf(cases);
        this.cut = cut;
        this.size = size;
    }

    /**
     * How many of a batch's patches are forced to foreground: the last ones, rounded up, so that the share is never
     * less.
     */
    public static int foregroundPatches(int batchSize, double share) {
        return (int) Math.ceil(batchSize * share - 1e-9);
    }

    /** A random patch, zero and background where it reaches beyond its case. */
    public Patch sample(boolean foreground, RandomGenerator random) {
        PreparedCase from = cases.get(random.nextInt(cases.size()));
        List<Integer> labels = from.labelsPresent();
        Index3 start =
                foreground && !labels.isEmpty() ? around(from, place(from, labels, random)) : anywhere(from, random);
        int voxels = Math.toIntExact(cut.product());
        float[] image = new float[voxels * from.channels()];
        byte[] truth = new byte[voxels];
        from.copy(start, cut, image, truth);
        return new Patch(cut, image, truth);
    }

    private static Index3 place(PreparedCase from, List<Integer> labels, RandomGenerator random) {
        int label = labels.get(random.nextInt(labels.size()));
        return from.place(label, random.nextInt(from.placeCount(label)));
    }

    private Index3 around(PreparedCase from, Index3 voxel) {
        return new Index3(
                Math.max(first(0, from), voxel.x() - cut.x() / 2),
                Math.max(first(1, from), voxel.y() - cut.y() / 2),
                Math.max(first(2, from), voxel.z() - cut.z() / 2));
    }

    private Index3 anywhere(PreparedCase from, RandomGenerator random) {
        return new Index3(anywhere(0, from, random), anywhere(1, from, random), anywhere(2, from, random));
    }

    private int anywhere(int axis, PreparedCase from, RandomGenerator random) {
        int first = first(axis, from);
        int padding = padding(axis, from);
        int last = from.size().along(axis) + padding / 2 + padding % 2 - cut.along(axis);
        return first + random.nextInt(last - first + 1);
    }

    /** The first start of a cut: the padding's half before the case, the larger one where it is odd. */
    private int first(int axis, PreparedCase from) {
        return Math.floorDiv(-padding(axis, from), 2);
    }

    private int padding(int axis, PreparedCase from) {
        int length = from.size().along(axis);
        return Math.max(cut.along(axis) - size.along(axis), cut.along(axis) - length);
    }
}
