package org.bactrian.numeric.spline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.bactrian.numeric.grid.AxisOrder;
import org.bactrian.numeric.grid.Box;
import org.bactrian.volume.Difference;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Scans;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Volume;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CubicBSplineTest {

    /** What the ends of a line add to its inside is down by {@code (2 - sqrt 3)^20 = 4e-12} this many voxels away. */
    private static final int INSIDE = 20;

    /** Of a range of 100: single precision. */
    private static final double TOLERANCE = 2e-5;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aCubicPolynomialIsReproducedInsideTheImage(int axis) {
        Volume polynomial = along(axis, 64, x -> 2 - 0.3 * x + 0.02 * x * x - 0.0004 * x * x * x);
        ResampleRule rule = ResampleRule.joint(with(new Index3(1, 1, 1), axis, 150));

        Volume resized = CubicBSpline.resize(polynomial, rule);

        double[] positions = AxisWeights.positions(64, 150);
        for (int o = 0; o < 150; o++) {
            double x = positions[o];
            if (x > INSIDE && x < 63 - INSIDE) {
                double expected = 2 - 0.3 * x + 0.02 * x * x - 0.0004 * x * x * x;
                assertThat((double) resized.voxels()[o]).isCloseTo(expected, within(1e-5));
            }
        }
    }

    @Test
    void aLineResizedToItsOwnLengthIsUnchanged() {
        int lanes = LineResize.LANES;
        LineResize resize = LineResize.of(SplineOrder.CUBIC, 40, 40);
        float[] line = new float[resize.paddedLength() * lanes];
        Random random = new Random(3);
        for (int i = 0; i < 40 * lanes; i++) {
            line[resize.margin() * lanes + i] = random.nextFloat();
        }
        float[] samples = line.clone();
        float[] result = new float[40 * lanes];

        resize.apply(line, lanes, result, 0, lanes);

        for (int i = 0; i < result.length; i++) {
            assertThat(result[i]).isCloseTo(samples[i + resize.margin() * lanes], within(1e-6f));
        }
    }

    @Test
    void anImageOfTheWantedSizeIsReturnedAsItIs() {
        Volume noise = noise(new Index3(5, 4, 3), new Random(1));

        assertThat(CubicBSpline.resize(noise, ResampleRule.joint(new Index3(5, 4, 3))))
                .isSameAs(noise);
    }

    @RepeatedTest(40)
    void anyResizeEqualsThatOfTheSlowTwin(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Volume noise = noise(randomSize(random, 9), random);
        Index3 to = randomSize(random, 14);

        Volume resized = CubicBSpline.resize(noise, ResampleRule.joint(to));

        assertThat(Difference.largest(resized.voxels(), clippedTwin(noise, to).voxels()))
                .isLessThan(TOLERANCE);
    }

    @RepeatedTest(12)
    void acrossASeparateAxisTheNearestSliceIsTaken(RepetitionInfo repetition) {
        Random random = new Random(100 + repetition.getCurrentRepetition());
        Volume noise = noise(randomSize(random, 7), random);
        Index3 to = randomSize(random, 9);
        int axis = repetition.getCurrentRepetition() % 3;
        ResampleRule rule = new ResampleRule(to, OptionalInt.of(axis));

        assertEqualsTwin(CubicBSpline.resize(noise, rule), noise, rule);
    }

    @RepeatedTest(60)
    void anySpacingIsReachedAsTheSlowTwinReachesIt(RepetitionInfo repetition) {
        Random random = new Random(200 + repetition.getCurrentRepetition());
        Index3 size = randomSize(random, 9);
        Volume noise = noise(size, random).on(Geometry.of(size, randomSpacing(random)));
        ResampleRule rule = ResampleRule.of(noise.geometry(), randomSpacing(random));

        assertEqualsTwin(CubicBSpline.resize(noise, rule), noise, rule);
    }

    @RepeatedTest(48)
    void howeverAnImageLiesInMemoryItIsResizedAlike(RepetitionInfo repetition) {
        int order = repetition.getCurrentRepetition() - 1;
        Random random = new Random(order);
        AxisOrder turn = turn(order);
        Volume scan = Scans.indexed(new Index3(9, 11, 8), random);
        Volume turned = turn.of(scan);
        OptionalInt separate = order % 4 == 3 ? OptionalInt.of(order % 3) : OptionalInt.empty();
        ResampleRule rule = new ResampleRule(randomSize(random, 14), separate);

        Volume resized = CubicBSpline.resize(turned, rule);

        assertThat(resized.geometry()).isEqualTo(turned.geometry().resized(rule.size()));
        assertEqualsTwin(resized, turned, rule);
    }

    @Test
    void integersAreResizedToTheSameBitsAsFloats() {
        Volume integers = Scans.indexed(new Index3(150, 13, 9), new Random(8));
        Volume floats = new Volume(
                integers.geometry(), integers.mapped((hu, start, end) -> {}).voxels());
        ResampleRule rule = ResampleRule.joint(new Index3(70, 20, 5));

        assertThat(CubicBSpline.resize(integers, rule).voxels())
                .isEqualTo(CubicBSpline.resize(floats, rule).voxels());
    }

    @Test
    void aSmoothImageComesBackFromAFinerGrid() {
        Index3 size = new Index3(40, 32, 24);
        float[] voxels = new float[(int) size.product()];
        for (int i = 0; i < voxels.length; i++) {
            Index3 voxel = size.voxelAt(i);
            voxels[i] = (float)
                    (100 * Math.cos(voxel.x() / 6.0) * Math.cos(voxel.y() / 7.0 + 1) * Math.cos(voxel.z() / 8.0));
        }
        Volume smooth = volume(size, voxels);

        Volume finer = CubicBSpline.resize(smooth, ResampleRule.joint(new Index3(93, 71, 50)));
        Volume back = CubicBSpline.resize(finer, ResampleRule.joint(size));

        double inside = 0;
        for (int i = 0; i < voxels.length; i++) {
            Index3 voxel = size.voxelAt(i);
            boolean nearFace = Math.min(voxel.x(), 39 - voxel.x()) < 6
                    || Math.min(voxel.y(), 31 - voxel.y()) < 6
                    || Math.min(voxel.z(), 23 - voxel.z()) < 6;
            inside = Math.max(inside, nearFace ? 0 : Math.abs(back.voxels()[i] - voxels[i]));
        }
        assertThat(inside).isLessThan(0.02);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aSeparateAxisTakesAnyNumberOfThreadsToo(int axis) {
        Volume scan = Scans.indexed(new Index3(45, 38, 21), new Random(5));
        ResampleRule rule = new ResampleRule(new Index3(31, 50, 33), OptionalInt.of(axis));
        float[] alone = CubicBSpline.resize(scan, rule, SplineOrder.CUBIC, Lines.withThreads(1))
                .voxels();

        for (int threads : new int[] {2, 7}) {
            assertThat(CubicBSpline.resize(scan, rule, SplineOrder.CUBIC, Lines.withThreads(threads))
                            .voxels())
                    .isEqualTo(alone);
        }
    }

    @ParameterizedTest
    @EnumSource(SplineOrder.class)
    void theNumberOfThreadsDoesNotChangeABit(SplineOrder order) {
        Volume noise = noise(new Index3(45, 38, 21), new Random(5));
        ResampleRule rule = new ResampleRule(new Index3(31, 50, 33), OptionalInt.empty());
        float[] alone =
                CubicBSpline.resize(noise, rule, order, Lines.withThreads(1)).voxels();

        for (int threads : new int[] {2, 7}) {
            assertThat(CubicBSpline.resize(noise, rule, order, Lines.withThreads(threads))
                            .voxels())
                    .isEqualTo(alone);
        }
    }

    @Test
    void theInputIsNotWrittenTo() {
        Volume noise = noise(new Index3(6, 7, 8), new Random(6));
        float[] before = noise.voxels().clone();

        CubicBSpline.resize(noise, new ResampleRule(new Index3(6, 7, 20), OptionalInt.of(2)));
        CubicBSpline.resize(noise, ResampleRule.joint(new Index3(9, 3, 20)));

        assertThat(noise.voxels()).isEqualTo(before);
    }

    /** One of the 48 ways to reorder and flip three axes. */
    private static AxisOrder turn(int number) {
        int first = number % 3;
        int second = (first + 1 + number / 3 % 2) % 3;
        int flips = number / 6;
        return new AxisOrder(
                new AxisOrder.Turned(first, (flips & 1) != 0),
                new AxisOrder.Turned(second, (flips & 2) != 0),
                new AxisOrder.Turned(3 - first - second, (flips & 4) != 0));
    }

    private static Volume along(int axis, int length, DoubleUnaryOperator function) {
        float[] voxels = new float[length];
        for (int i = 0; i < length; i++) {
            voxels[i] = (float) function.applyAsDouble(i);
        }
        return volume(with(new Index3(1, 1, 1), axis, length), voxels);
    }

    private static Volume noise(Index3 size, Random random) {
        float[] voxels = new float[(int) size.product()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = 100 * random.nextFloat() - 50;
        }
        return volume(size, voxels);
    }

    /** Within single precision of the intensities' range. */
    private static void assertEqualsTwin(Volume resized, Volume source, ResampleRule rule) {
        double tolerance = Math.max(TOLERANCE, 1e-6 * range(source));
        int axis = rule.separateAxis().orElse(-1);
        if (axis < 0) {
            assertThat(Difference.largest(
                            resized.voxels(), clippedTwin(source, rule.size()).voxels()))
                    .isLessThan(tolerance);
            return;
        }
        int slices = source.geometry().size().along(axis);
        int wanted = rule.size().along(axis);
        for (int o = 0; o < wanted; o++) {
            Volume nearest = slice(source, axis, (2 * o + 1) * slices / (2 * wanted));
            Volume expected = clippedTwin(nearest, with(rule.size(), axis, 1));
            assertThat(Difference.largest(slice(resized, axis, o).voxels(), expected.voxels()))
                    .isLessThan(tolerance);
        }
    }

    private static double range(Volume volume) {
        float[] sorted = volume.voxels().clone();
        Arrays.sort(sorted);
        return (double) sorted[sorted.length - 1] - sorted[0];
    }

    private static Spacing randomSpacing(Random random) {
        return new Spacing(0.5 + 3 * random.nextDouble(), 0.5 + 3 * random.nextDouble(), 0.5 + 6 * random.nextDouble());
    }

    private static Volume clippedTwin(Volume source, Index3 to) {
        float[] sorted = source.voxels().clone();
        Arrays.sort(sorted);
        double[] values = DenseResize.cubic(source, to);
        float[] voxels = new float[values.length];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = (float) Math.min(sorted[sorted.length - 1], Math.max(sorted[0], values[i]));
        }
        return volume(to, voxels);
    }

    private static Volume slice(Volume volume, int axis, int slice) {
        Index3 start = with(new Index3(0, 0, 0), axis, slice);
        Box box = new Box(start, with(volume.geometry().size(), axis, 1));
        return box.of(volume);
    }

    private static Volume volume(Index3 size, float[] voxels) {
        return new Volume(Geometry.of(size, new Spacing(1, 1, 1)), voxels);
    }

    private static Index3 with(Index3 size, int axis, int length) {
        return new Index3(axis == 0 ? length : size.x(), axis == 1 ? length : size.y(), axis == 2 ? length : size.z());
    }

    private static Index3 randomSize(Random random, int most) {
        return new Index3(1 + random.nextInt(most), 1 + random.nextInt(most), 1 + random.nextInt(most));
    }
}
