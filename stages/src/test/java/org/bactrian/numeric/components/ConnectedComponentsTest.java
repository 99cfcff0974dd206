package org.bactrian.numeric.components;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.bactrian.numeric.spline.Lines;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Spacing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConnectedComponentsTest {

    /** A mask of 4 x 4 x 4 voxels and its components by scipy and by scikit-image: {@code golden.json}, key cc. */
    private static final byte[] MASK = {
        1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1
    };

    private static final int[] SCIPY_6 = {
        1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 3
    };

    private static final int[] SKIMAGE_26 = {
        1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 2
    };

    @Test
    void sixNeighboursAgreeWithScipy() {
        ConnectedComponents components = find(new Index3(4, 4, 4), MASK, Connectivity.SIX);

        assertThat(numbers(components, MASK.length)).isEqualTo(SCIPY_6);
    }

    @Test
    void twentySixNeighboursAgreeWithScikitImage() {
        ConnectedComponents components = find(new Index3(4, 4, 4), MASK, Connectivity.TWENTY_SIX);

        assertThat(numbers(components, MASK.length)).isEqualTo(SKIMAGE_26);
    }

    @ParameterizedTest
    @EnumSource(Connectivity.class)
    void randomMasksAgreeWithFloodFill(Connectivity connectivity) {
        SplittableRandom random = new SplittableRandom(3);
        for (int trial = 0; trial < 300; trial++) {
            Index3 size = new Index3(random.nextInt(1, 12), random.nextInt(1, 9), random.nextInt(1, 7));
            int percent = random.nextInt(5, 80);
            byte[] mask = new byte[(int) size.product()];
            for (int i = 0; i < mask.length; i++) {
                mask[i] = (byte) (random.nextInt(100) < percent ? 1 : 0);
            }

            ConnectedComponents components = find(size, mask, connectivity);

            int[] flooded = floodFill(size, mask, connectivity);
            assertThat(numbers(components, mask.length)).isEqualTo(flooded);
            for (int c = 0; c < components.count(); c++) {
                int number = c + 1;
                assertThat(components.voxels(c))
                        .isEqualTo(
                                Arrays.stream(flooded).filter(n -> n == number).count());
            }
        }
    }

    @Test
    void labelsThatBelongTogetherAreOneComponentAndOthersAreNotThere() {
        byte[] bytes = {1, 2, 3, 0, 0, 3, 3, 1, (byte) 200, (byte) 200, 2, 0};
        short[] shorts = new short[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            shorts[i] = (short) (bytes[i] & 0xff);
        }
        Geometry grid = Geometry.of(new Index3(6, 2, 1), new Spacing(1, 1, 1));

        for (LabelMap map : List.of(LabelMap.of(grid, bytes), LabelMap.of(grid, shorts))) {
            ConnectedComponents components =
                    ConnectedComponents.of(map, label -> label > 0 && label != 3, Connectivity.SIX);

            assertThat(numbers(components, bytes.length)).containsExactly(1, 1, 0, 0, 0, 0, 0, 1, 1, 1, 1, 0);
        }
    }

    @Test
    void theNumberOfThreadsDoesNotChangeANumber() {
        LabelMap map = randomMask(new Index3(40, 30, 50), 30);
        int[] alone = numbers(
                ConnectedComponents.of(map, label -> label > 0, Connectivity.SIX, Lines.withThreads(1)), map.length());

        for (int threads : new int[] {2, 7}) {
            ConnectedComponents components =
                    ConnectedComponents.of(map, label -> label > 0, Connectivity.SIX, Lines.withThreads(threads));
            assertThat(numbers(components, map.length())).isEqualTo(alone);
        }
    }

    @Test
    void whatIsKeptKeepsItsLabelsAndWhatIsDroppedBecomesBackground() {
        LabelMap map = LabelMap.of(
                Geometry.of(new Index3(8, 1, 1), new Spacing(1, 1, 1)), new byte[] {1, 2, 2, 0, 3, 2, 0, 1});
        ConnectedComponents findings = ConnectedComponents.of(map, label -> label != 3 && label > 0, Connectivity.SIX);

        LabelMap kept = findings.kept(map, component -> findings.voxels(component) == findings.mostVoxels());
        LabelMap without = findings.without(map, component -> findings.voxels(component) < 3);

        assertThat(kept.bytes()).containsExactly(1, 2, 2, 0, 0, 0, 0, 0);
        assertThat(without.bytes()).containsExactly(1, 2, 2, 0, 3, 0, 0, 0);
        assertThat(map.bytes()).containsExactly(1, 2, 2, 0, 3, 2, 0, 1);
    }

    @ParameterizedTest
    @EnumSource(Connectivity.class)
    void aFullGridIsOneComponent(Connectivity connectivity) {
        byte[] mask = new byte[5 * 6 * 7];
        Arrays.fill(mask, (byte) 1);

        ConnectedComponents components = find(new Index3(5, 6, 7), mask, connectivity);

        assertThat(components.count()).isEqualTo(1);
        assertThat(components.voxels(0)).isEqualTo(210);
        assertThat(components.volumeMm3(0)).isEqualTo(210 * 7.5);
    }

    @Test
    void anEmptyGridHasNone() {
        assertThat(find(new Index3(5, 1, 1), new byte[5], Connectivity.SIX).count())
                .isZero();
    }

    @Test
    void aRunDoesNotReachRoundTheEndOfItsRow() {
        byte[] mask = {0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0};

        assertThat(find(new Index3(3, 4, 1), mask, Connectivity.TWENTY_SIX).count())
                .isEqualTo(2);
    }

    @Test
    void voxelsThatShareAnEdgeOrACornerAreNeighboursByNumber() {
        byte[] edge = {1, 0, 0, 1, 0, 0, 0, 0};
        byte[] corner = {1, 0, 0, 0, 0, 0, 0, 1};
        Index3 cube = new Index3(2, 2, 2);

        assertThat(find(cube, edge, Connectivity.SIX).count()).isEqualTo(2);
        assertThat(find(cube, edge, Connectivity.EIGHTEEN).count()).isEqualTo(1);
        assertThat(find(cube, corner, Connectivity.EIGHTEEN).count()).isEqualTo(2);
        assertThat(find(cube, corner, Connectivity.TWENTY_SIX).count()).isEqualTo(1);
    }

    @Test
    void anUnknownNumberOfNeighboursIsRefused() {
        assertThat(Connectivity.of(18)).isEqualTo(Connectivity.EIGHTEEN);
        assertThatThrownBy(() -> Connectivity.of(8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("connectivity must be 6, 18 or 26, got 8");
    }

    private static LabelMap randomMask(Index3 size, int percent) {
        SplittableRandom random = new SplittableRandom(8);
        byte[] mask = new byte[(int) size.product()];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = (byte) (random.nextInt(100) < percent ? 1 : 0);
        }
        return LabelMap.of(Geometry.of(size, new Spacing(1, 1, 1)), mask);
    }

    private static ConnectedComponents find(Index3 size, byte[] mask, Connectivity connectivity) {
        LabelMap map = LabelMap.of(Geometry.of(size, new Spacing(1, 1.5, 5)), mask);
        return ConnectedComponents.of(map, label -> label > 0, connectivity);
    }

    /** The number of the component of each voxel, from 1; 0 outside. */
    private static int[] numbers(ConnectedComponents components, int voxels) {
        int[] numbers = new int[voxels];
        components.forEachRun((component, from, to) -> Arrays.fill(numbers, from, to, component + 1));
        return numbers;
    }

    private static int[] floodFill(Index3 size, byte[] mask, Connectivity connectivity) {
        int[] numbers = new int[mask.length];
        int count = 0;
        for (int start = 0; start < mask.length; start++) {
            if (mask[start] != 0 && numbers[start] == 0) {
                count++;
                Deque<Integer> open = new ArrayDeque<>();
                open.add(start);
                numbers[start] = count;
                while (!open.isEmpty()) {
                    int at = open.remove();
                    for (int next = 0; next < mask.length; next++) {
                        if (mask[next] != 0 && numbers[next] == 0 && areNeighbours(size, at, next, connectivity)) {
                            numbers[next] = count;
                            open.add(next);
                        }
                    }
                }
            }
        }
        return numbers;
    }

    private static boolean areNeighbours(Index3 size, int a, int b, Connectivity connectivity) {
        int x = Math.abs(a % size.x() - b % size.x());
        int y = Math.abs(a / size.x() % size.y() - b / size.x() % size.y());
        int z = Math.abs(a / size.x() / size.y() - b / size.x() / size.y());
        int steps =
                switch (connectivity) {
                    case SIX -> 1;
                    case EIGHTEEN -> 2;
                    case TWENTY_SIX -> 3;
                };
        return Math.max(x, Math.max(y, z)) == 1 && x + y + z <= steps;
    }
}
