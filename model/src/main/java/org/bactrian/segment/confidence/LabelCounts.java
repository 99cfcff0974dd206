package org.bactrian.segment.confidence;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bactrian.numeric.spline.Lines;
import org.bactrian.volume.LabelMap;

/** How many voxels each label has. */
final class LabelCounts {

    private LabelCounts() {}

    /** The voxels of each label, by label, counted with all cores. */
    static long[] of(LabelMap labels) {
        long[] all = new long[labels.isWide() ? 1 << Short.SIZE : 1 << Byte.SIZE];
        Queue<long[]> parts = new ConcurrentLinkedQueue<>();
        int slices = labels.geometry().size().z();
        int inSlice = labels.length() / slices;
        Lines.allCores().forEach(slices, () -> {
            long[] part = new long[all.length];
            parts.add(part);
            return z -> {
                for (int at = z * inSlice; at < (z + 1) * inSlice; at++) {
                    part[labels.at(at)]++;
                }
            };
        });
        for (long[] part : parts) {
            for (int label = 0; label < all.length; label++) {
                all[label] += part[label];
            }
        }
        return all;
    }
}
