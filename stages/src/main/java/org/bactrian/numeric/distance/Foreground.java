package org.bactrian.numeric.distance;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.bactrian.numeric.spline.Lines;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;

/**
 * The voxels of a label map that belong to something, and between which places of each row along x they lie: most rows
 * of a scan hold nothing, and are never looked at again. Immutable; takes two ints a row.
 */
public final class Foreground {

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final LabelMap map;
    private final boolean[] belongs;
    private final int[] from;
    private final int[] to;

    private Foreground(LabelMap map, boolean[] belongs) {
        this.map = map;
        this.belongs = belongs;
        this.from = new int[map.geometry().size().y() * map.geometry().size().z()];
        this.to = new int[from.length];
    }

    /** Every label but 0. */
    public static Foreground of(LabelMap map, Lines lines) {
        boolean[] belongs = new boolean[map.isWide() ? 1 << Short.SIZE : 1 << Byte.SIZE];
        Arrays.fill(belongs, 1, belongs.length, true);
        Foreground all = new Foreground(map, belongs);
        Index3 size = map.geometry().size();
        Arrays.fill(all.to, size.x());
        all.shrink(lines);
        return all;
    }

    /** The part of it whose labels are accepted. */
    Foreground narrowed(IntPredicate accepted, Lines lines) {
        boolean[] both = new boolean[belongs.length];
        for (int label = 0; label < both.length; label++) {
            both[label] = belongs[label] && accepted.test(label);
        }
        Foreground part = new Foreground(map, both);
        System.arraycopy(from, 0, part.from, 0, from.length);
        System.arraycopy(to, 0, part.to, 0, to.length);
        part.shrink(lines);
        return part;
    }

    LabelMap map() {
        return map;
    }

    /** Whether the voxel at a place in memory belongs to it. */
    boolean holds(int index) {
        return belongs[map.at(index)];
    }

    /** The first voxel along x in a row that belongs to it; the row is {@code y + size.y * z}. */
    int from(int row) {
        return from[row];
    }

    /** One past the last voxel of a row that belongs to it; not above {@link #from} where none does. */
    int to(int row) {
        return to[row];
    }

    private void shrink(Lines lines) {
        Index3 size = map.geometry().size();
        lines.forEach(size.z(), () -> z -> {
            for (int row = z * size.y(); row < (z + 1) * size.y(); row++) {
                shrinkRow(row, row * size.x());
            }
        });
    }

    /** Skips background eight voxels at a time. */
    private int firstPerhaps(int base, int from, int to) {
        int first = from;
        while (!map.isWide() && first + Long.BYTES <= to && (long) WORDS.get(map.bytes(), base + first) == 0) {
            first += Long.BYTES;
        }
        return first;
    }

    private void shrinkRow(int row, int base) {
        int first = firstPerhaps(base, from[row], to[row]);
        int end = to[row];
        while (first < end && !holds(base + first)) {
            first++;
        }
        while (end > first && !holds(base + end - 1)) {
            end--;
        }
        from[row] = first;
        to[row] = end;
    }
}
