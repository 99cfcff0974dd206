package org.bactrian.evaluate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import org.bactrian.numeric.spline.Lines;
import org.bactrian.volume.LabelMap;

/**
 * How many voxels have each pair of labels in a prediction and its reference: all that overlap measures need, counted in
 * one pass over both maps. Immutable; sums do not depend on the number of threads.
 */
public final class LabelPairs {

    private static final int NARROW = 1 << Byte.SIZE;
    private static final int PIECE = 1 << 20;
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final Map<Pair, Long> voxels;

    private record Pair(int predicted, int reference) {}

    private LabelPairs(Map<Pair, Long> voxels) {
        this.voxels = Map.copyOf(voxels);
    }

    /** Counts two label maps with as many voxels along each axis. */
    public static LabelPairs count(LabelMap prediction, LabelMap reference, Lines lines) {
        if (!prediction.geometry().size().equals(reference.geometry().size())) {
            throw new IllegalArgumentException("label maps of different size have no pairs of labels");
        }
        Map<Pair, Long> voxels = new ConcurrentHashMap<>();
        boolean narrow = !prediction.isWide() && !reference.isWide();
        int pieces = (prediction.length() - 1) / PIECE + 1;
        lines.forEach(
                pieces, () -> narrow ? narrow(prediction, reference, voxels) : wide(prediction, reference, voxels));
        return new LabelPairs(voxels);
    }

    /** Counts a piece of two maps of bytes in a table; most of a scan is background in both, eight voxels at a time. */
    private static IntConsumer narrow(LabelMap prediction, LabelMap reference, Map<Pair, Long> voxels) {
        byte[] predicted = prediction.bytes();
        byte[] referenced = reference.bytes();
        return piece -> {
            int[] table = new int[NARROW * NARROW];
            int at = piece * PIECE;
            int end = at + Math.min(PIECE, predicted.length - at);
            while (at < end) {
                if (at + Long.BYTES <= end
                        && ((long) WORDS.get(predicted, at) | (long) WORDS.get(referenced, at)) == 0) {
                    table[0] += Long.BYTES;
                    at += Long.BYTES;
                } else {
                    int stop = Math.min(end, at + Long.BYTES);
                    for (; at < stop; at++) {
                        table[(predicted[at] & 0xff) * NARROW + (referenced[at] & 0xff)]++;
                    }
                }
            }
            for (int i = 0; i < table.length; i++) {
                if (table[i] > 0) {
                    voxels.merge(new Pair(i / NARROW, i % NARROW), (long) table[i], Long::sum);
                }
            }
        };
    }

    /** Counts a piece of two maps stretch by stretch. */
    private static IntConsumer wide(LabelMap prediction, LabelMap reference, Map<Pair, Long> voxels) {
        return piece -> {
            Map<Pair, Long> counts = new HashMap<>();
            int at = piece * PIECE;
            int end = at + Math.min(PIECE, prediction.length() - at);
            while (at < end) {
                int from = at;
                Pair pair = new Pair(prediction.at(at), reference.at(at));
                while (at < end && prediction.at(at) == pair.predicted && reference.at(at) == pair.reference) {
                    at++;
                }
                counts.merge(pair, (long) at - from, Long::sum);
            }
            counts.forEach((pair, count) -> voxels.merge(pair, count, Long::sum));
        };
    }

    /** Every label that either map holds, ascending. */
    public SortedSet<Integer> labels() {
        SortedSet<Integer> labels = new TreeSet<>();
        voxels.keySet().forEach(pair -> {
            labels.add(pair.predicted);
            labels.add(pair.reference);
        });
        return labels;
    }

    /** Every label but the background that either map holds, ascending. */
    public SortedSet<Integer> foreground() {
        SortedSet<Integer> labels = labels();
        labels.remove(0);
        return labels;
    }

    /**
     * Scores a structure.
     *
     * @param ignored voxels with this label in the reference are not counted, whatever was predicted there
     */
    public LabelScore score(Structure structure, OptionalInt ignored) {
        long[] counts = new long[4];
        voxels.forEach((pair, count) -> {
            if (ignored.isEmpty() || pair.reference != ignored.getAsInt()) {
                int predicted = structure.holds(pair.predicted) ? 1 : 0;
                int referenced = structure.holds(pair.reference) ? 2 : 0;
                counts[predicted + referenced] += count;
            }
        });
        return new LabelScore(counts[3], counts[1], counts[2], counts[0]);
    }
}
