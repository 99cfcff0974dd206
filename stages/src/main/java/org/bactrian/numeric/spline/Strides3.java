package org.bactrian.numeric.spline;

import org.bactrian.volume.Index3;

/** How far apart in memory neighbours along three axes lie; the axes may be taken in any order. */
public record Strides3(int x, int y, int z) {

    /** The strides of a dense grid with x fastest. */
    public static Strides3 of(Index3 size) {
        return new Strides3(1, size.x(), Math.multiplyExact(size.x(), size.y()));
    }

    /** The stride along an axis: 0 for x, 1 for y, 2 for z. */
    public int along(int axis) {
        return switch (axis) {
            case 0 -> x;
            case 1 -> y;
            case 2 -> z;
            default -> throw new IndexOutOfBoundsException("axis must be 0, 1 or 2, got " + axis);
        };
    }
}
