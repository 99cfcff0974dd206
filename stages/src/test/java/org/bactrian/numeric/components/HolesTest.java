package org.bactrian.numeric.components;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.SplittableRandom;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Spacing;
import org.junit.jupiter.api.Test;

class HolesTest {

    /** A mask of 6 x 6 x 5 voxels and what scipy's binary_fill_holes makes of it: {@code golden.json}, key fill_holes. */
    private static final byte[] MASK = {
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    };

    private static final byte[] FILLED = {
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    };

    @Test
    void theHolesOfAMaskAreFilledAsScipyFillsThem() {
        LabelMap filled = Holes.filled(map(new Index3(6, 6, 5), MASK), label -> label > 0, 1);

        assertThat(filled.bytes()).isEqualTo(FILLED);
    }

    @Test
    void randomMasksAgreeWithAFloodFromTheBorder() {
        SplittableRandom random = new SplittableRandom(4);
        int filledAtAll = 0;
        for (int trial = 0; trial < 300; trial++) {
            Index3 size = new Index3(random.nextInt(1, 12), random.nextInt(1, 9), random.nextInt(1, 8));
            byte[] mask = new byte[(int) size.product()];
            int percent = random.nextInt(40, 95);
            for (int i = 0; i < mask.length; i++) {
                mask[i] = (byte) (random.nextInt(100) < percent ? 1 : 0);
            }

            byte[] filled =
                    Holes.filled(map(size, mask), label -> label == 1, 1).bytes();

            assertThat(filled).isEqualTo(flooded(size, mask));
            filledAtAll += Arrays.equals(filled, mask) ? 0 : 1;
        }
        assertThat(filledAtAll).isGreaterThan(50);
    }

    @Test
    void aTumourInsideOfAKidneyIsNoHoleOfTheKidneyButBackgroundIs() {
        byte[] labels = {
            1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
            1, 1, 1, 1, 1, 2, 0, 1, 1, 1, 1, 1,
            1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1
        };
        LabelMap kidney = map(new Index3(4, 3, 3), labels);

        assertThat(Holes.filled(kidney, 1).at(1, 1, 1)).isEqualTo(2);
        assertThat(Holes.filled(kidney, 1).at(2, 1, 1)).isEqualTo(1);
        assertThat(Holes.filled(kidney, label -> label == 1, 1).at(1, 1, 1)).isEqualTo(1);
        assertThat(kidney.at(2, 1, 1)).isZero();
    }

    private static LabelMap map(Index3 size, byte[] labels) {
        return LabelMap.of(Geometry.of(size, new Spacing(1, 1, 1)), labels);
    }

    /** Everything that a flood from the border through faces does not reach. */
    private static byte[] flooded(Index3 size, byte[] mask) {
        boolean[] wet = new boolean[mask.length];
        Deque<Index3> open = new ArrayDeque<>();
        for (int i = 0; i < mask.length; i++) {
            Index3 at = size.voxelAt(i);
            for (int axis = 0; axis < 3; axis++) {
                if (at.along(axis) == 0 || at.along(axis) == size.along(axis) - 1) {
                    open.add(at);
                }
            }
        }
        while (!open.isEmpty()) {
            Index3 at = open.remove();
            boolean inside = Math.min(at.x(), Math.min(at.y(), at.z())) >= 0
                    && at.x() < size.x()
                    && at.y() < size.y()
                    && at.z() < size.z();
            int i = at.x() + size.x() * (at.y() + size.y() * at.z());
            if (inside && mask[i] == 0 && !wet[i]) {
                wet[i] = true;
                for (int step = -1; step <= 1; step += 2) {
                    open.add(new Index3(at.x() + step, at.y(), at.z()));
                    open.add(new Index3(at.x(), at.y() + step, at.z()));
                    open.add(new Index3(at.x(), at.y(), at.z() + step));
                }
            }
        }
        byte[] filled = new byte[mask.length];
        for (int i = 0; i < mask.length; i++) {
            filled[i] = (byte) (wet[i] ? 0 : 1);
        }
        return filled;
    }
}
