package org.bactrian.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.bactrian.numeric.spline.Lines;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Spacing;
import org.junit.jupiter.api.Test;

class LabelPairsTest {

    private static final Structure REGION = Structure.region(List.of(1, 3));

    @Test
    void countsAreThoseOfAPlainLoopWhateverTheThreads() {
        Geometry grid = Geometry.of(new Index3(301, 97, 80), new Spacing(1, 1, 1));
        byte[] predicted = labels(grid, 1);
        byte[] referenced = labels(grid, 2);
        long[] counts = new long[4];
        for (int i = 0; i < predicted.length; i++) {
            if (referenced[i] != 2) {
                int found = predicted[i] == 1 || predicted[i] == 3 ? 1 : 0;
                counts[found + (referenced[i] == 1 || referenced[i] == 3 ? 2 : 0)]++;
            }
        }
        LabelScore expected = new LabelScore(counts[3], counts[1], counts[2], counts[0]);

        for (int threads : new int[] {1, 2, 7}) {
            LabelPairs pairs = LabelPairs.count(
                    LabelMap.of(grid, predicted), LabelMap.of(grid, referenced), Lines.withThreads(threads));

            assertThat(pairs.score(REGION, OptionalInt.of(2))).isEqualTo(expected);
            assertThat(pairs.labels()).containsExactly(0, 1, 2, 3);
        }
    }

    @Test
    void wideMapsCountLikeNarrowOnes() {
        Geometry grid = Geometry.of(new Index3(20, 10, 5), new Spacing(1, 1, 1));
        byte[] predicted = labels(grid, 3);
        byte[] referenced = labels(grid, 4);
        short[] wide = new short[predicted.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = predicted[i];
        }

        LabelPairs narrow =
                LabelPairs.count(LabelMap.of(grid, predicted), LabelMap.of(grid, referenced), Lines.withThreads(2));
        LabelPairs mixed =
                LabelPairs.count(LabelMap.of(grid, wide), LabelMap.of(grid, referenced), Lines.withThreads(2));

        assertThat(mixed.score(REGION, OptionalInt.empty())).isEqualTo(narrow.score(REGION, OptionalInt.empty()));
    }

    @Test
    void mapsOfDifferentSizeAreRefused() {
        LabelMap small = LabelMap.of(Geometry.of(new Index3(1, 1, 1), new Spacing(1, 1, 1)), new byte[1]);
        LabelMap large = LabelMap.of(Geometry.of(new Index3(2, 1, 1), new Spacing(1, 1, 1)), new byte[2]);

        assertThatThrownBy(() -> LabelPairs.count(small, large, Lines.allCores()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Long stretches of background and noise between them. */
    private static byte[] labels(Geometry grid, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] labels = new byte[(int) grid.size().product()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (i / 1000 % 3 == 0 ? random.nextInt(4) : 0);
        }
        return labels;
    }
}
