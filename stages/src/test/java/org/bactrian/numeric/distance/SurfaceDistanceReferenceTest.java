package org.bactrian.numeric.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.bactrian.numeric.spline.Lines;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Spacing;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Against the Python package {@code surface-distance} 0.1, whose numbers lie in {@code surface-distance.csv}. */
class SurfaceDistanceReferenceTest {

    private static final double TOLERANCE = 1e-9;

    @ParameterizedTest
    @CsvFileSource(resources = "surface-distance.csv", delimiter = ';', numLinesToSkip = 2)
    void distancesAndSurfaceDiceAreThoseOfThePackage(ArgumentsAccessor row) {
        Geometry grid = Geometry.of(size(row.getString(0)), spacing(row.getString(1)));

        SurfaceDistances distances = distances(grid, words(row, 2), words(row, 3), Lines.withThreads(2));

        assertSame(distances.hausdorffMm(95), row.getDouble(4));
        assertSame(distances.hausdorffMm(100), row.getDouble(5));
        assertSame(distances.hausdorffMm(50), row.getDouble(6));
        assertSame(distances.diceAt(0), row.getDouble(7));
        assertSame(distances.diceAt(1), row.getDouble(8));
        assertSame(distances.diceAt(2.5), row.getDouble(9));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "surface-distance.csv", delimiter = ';', numLinesToSkip = 2)
    void numbersDependNeitherOnThreadsNorOnTheOrderOfTheMaps(ArgumentsAccessor row) {
        Geometry grid = Geometry.of(size(row.getString(0)), spacing(row.getString(1)));

        SurfaceDistances one = distances(grid, words(row, 2), words(row, 3), Lines.withThreads(1));
        SurfaceDistances seven = distances(grid, words(row, 3), words(row, 2), Lines.withThreads(7));

        assertThat(seven.hausdorffMm(95)).isEqualTo(one.hausdorffMm(95));
        assertThat(seven.diceAt(1)).isEqualTo(one.diceAt(1));
        assertThat(seven.meanMm()).isEqualTo(one.meanMm());
    }

    private static SurfaceDistances distances(Geometry grid, String prediction, String reference, Lines lines) {
        return SurfaceDistances.between(
                Foreground.of(mask(grid, prediction), lines),
                Foreground.of(mask(grid, reference), lines),
                label -> label == 1,
                lines);
    }

    private static String words(ArgumentsAccessor row, int column) {
        return String.valueOf(row.get(column)).replace("null", "");
    }

    private static void assertSame(double actual, double expected) {
        if (Double.isFinite(expected)) {
            assertThat(actual).isCloseTo(expected, within(TOLERANCE));
        } else {
            assertThat(actual).isEqualTo(expected);
        }
    }

    /** Voxels of label 1 where one of the shapes lies, and of label 2, which nobody asks for, at the far corner. */
    private static LabelMap mask(Geometry grid, String words) {
        byte[] labels = new byte[(int) grid.size().product()];
        for (String shape : words.isEmpty() ? new String[0] : words.split("\\|", -1)) {
            String[] parts = shape.split(" ", -1);
            double[] v = Arrays.stream(parts)
                    .skip(1)
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            for (int i = 0; i < labels.length; i++) {
                if (holds(parts[0], v, i, grid.size().voxelAt(i))) {
                    labels[i] = 1;
                }
            }
        }
        if (labels[labels.length - 1] == 0) {
            labels[labels.length - 1] = 2;
        }
        return LabelMap.of(grid, labels);
    }

    private static boolean holds(String kind, double[] v, int index, Index3 at) {
        return switch (kind) {
            case "ball" -> square(at.x() - v[0]) + square(at.y() - v[1]) + square(at.z() - v[2]) <= v[3] * v[3];
            case "box" ->
                at.x() >= v[0] && at.y() >= v[1] && at.z() >= v[2] && at.x() < v[3] && at.y() < v[4] && at.z() < v[5];
            case "noise" -> ((index * 1103515245L + Math.round(v[0]) * 12345) % (1L << 31) >> 16) % 100 < v[1];
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static double square(double value) {
        return value * value;
    }

    private static Index3 size(String text) {
        int[] n = Arrays.stream(text.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
        return new Index3(n[0], n[1], n[2]);
    }

    private static Spacing spacing(String text) {
        double[] mm = Arrays.stream(text.split(" ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
        return new Spacing(mm[0], mm[1], mm[2]);
    }
}
