package org.bactrian.train.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bactrian.volume.LabelMap;

/**
 * A sample of the voxels of each label, drawn as nnU-Net draws its class locations: up to 10,000, or one in a hundred
 * where that is more.
 */
public final class LabelPlaces {

    private static final int SEED = 1234;
    private static final int ENOUGH = 10_000;
    private static final double SHARE = 0.01;

    private LabelPlaces() {}

    /** Positions in memory of voxels of the labels 1 to {@code largest}, in this order. */
    public static List<int[]> of(LabelMap labels, int largest) {
        NumpyRandom random = new NumpyRandom(SEED);
        List<int[]> places = new ArrayList<>();
        for (int label = 1; label <= largest; label++) {
            places.add(sample(voxels(labels, label), random));
        }
        return places;
    }

    private static int[] sample(int[] voxels, NumpyRandom random) {
        int wanted = Math.max(Math.min(ENOUGH, voxels.length), (int) Math.ceil(voxels.length * SHARE));
        int[] order = random.permutation(voxels.length);
        return Arrays.stream(order, 0, wanted).map(i -> voxels[i]).toArray();
    }

    private static int[] voxels(LabelMap labels, int label) {
        int count = 0;
        for (int i = 0; i < labels.length(); i++) {
            count += labels.at(i) == label ? 1 : 0;
        }
        int[] voxels = new int[count];
        for (int i = 0, found = 0; found < count; i++) {
            if (labels.at(i) == label) {
                voxels[found++] = i;
            }
        }
        return voxels;
    }
}
