package org.bactrian.numeric.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bactrian.numeric.spline.Lines;
import org.bactrian.volume.Difference;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Vector3;
import org.bactrian.volume.Volume;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Random histories of crops, turns and resizes. */
class RegridPropertiesTest {

    private static final List<String> ORIENTATIONS = List.of("RAS", "LPS", "SAR", "PIR", "ILA", "ASL");

    @RepeatedTest(40)
    void aHistoryInOneGoEqualsItsStepsOneByOne(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Geometry> grids = randomHistory(random);
        Geometry network = grids.get(grids.size() - 1);
        Volume noise = noise(network, random);

        Volume atOnce = Regrid.backwards(grids).volume(noise);

        Volume stepByStep = noise;
        for (int i = grids.size() - 2; i >= 0; i--) {
            stepByStep = slowly(stepByStep, grids.get(i));
        }
        assertThat(Difference.largest(atOnce.voxels(), stepByStep.voxels())).isLessThan(1e-5);
    }

    @RepeatedTest(20)
    void theArgMaxIsThatOfEveryClassAlone(RepetitionInfo repetition) {
        Random random = new Random(500 + repetition.getCurrentRepetition());
        List<Geometry> grids = randomHistory(random);
        Geometry network = grids.get(grids.size() - 1);
        float[][] scores = new float[4][];
        for (int c = 0; c < 4; c++) {
            scores[c] = noise(network, random).voxels();
        }
        Regrid back = Regrid.backwards(grids);

        LabelMap labels = back.argMax(scores);

        Volume[] alone = new Volume[4];
        for (int c = 0; c < 4; c++) {
            alone[c] = back.volume(new Volume(network, scores[c]));
        }
        for (int i = 0; i < labels.length(); i++) {
            for (Volume other : alone) {
                assertThat(other.voxels()[i])
                        .isLessThanOrEqualTo(alone[labels.at(i)].voxels()[i]);
            }
        }
    }

    @Test
    void theNumberOfThreadsDoesNotChangeALabel() {
        Geometry scan = Geometry.of(new Index3(400, 300, 25), new Spacing(1, 1, 2));
        Geometry network = scan.resized(new Index3(90, 70, 31));
        Random random = new Random(4);
        float[][] scores = {
            noise(network, random).voxels(), noise(network, random).voxels()
        };
        Regrid back = Regrid.between(network, scan);
        byte[] alone = back.argMax(scores, Lines.withThreads(1)).bytes();

        for (int threads : new int[] {2, 7}) {
            assertThat(back.argMax(scores, Lines.withThreads(threads)).bytes()).isEqualTo(alone);
        }
    }

    @Test
    void moreThan256ClassesMakeAWideLabelMap() {
        Geometry scan = Geometry.of(new Index3(3, 2, 1), new Spacing(1, 1, 1));
        float[][] scores = new float[400][6];
        scores[399][4] = 1;

        LabelMap labels = Regrid.between(scan, scan).argMax(scores);

        assertThat(labels.isWide()).isTrue();
        assertThat(labels.at(4)).isEqualTo(399);
    }

    @Test
    void scoresThatDoNotFitTheGridAreRefused() {
        Geometry scan = Geometry.of(new Index3(3, 2, 1), new Spacing(1, 1, 1));
        Regrid regrid = Regrid.between(scan, scan);

        assertThatThrownBy(() -> regrid.argMax(new float[2][5]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 x 2 x 1");
        assertThatThrownBy(() -> regrid.argMax(new float[0][])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Regrid.backwards(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    /** What stages do, in an order in which the scan's border is cut before anything is interpolated. */
    private static List<Geometry> randomHistory(Random random) {
        List<Geometry> grids = new ArrayList<>();
        grids.add(Geometry.of(
                new Index3(6 + random.nextInt(6), 6 + random.nextInt(6), 6 + random.nextInt(6)), new Spacing(1, 1, 1)));
        grids.add(turned(last(grids), random));
        grids.add(cut(last(grids), random));
        grids.add(turned(last(grids), random));
        grids.add(resized(last(grids), random));
        grids.add(turned(last(grids), random));
        grids.add(resized(last(grids), random));
        return grids;
    }

    private static Geometry last(List<Geometry> grids) {
        return grids.get(grids.size() - 1);
    }

    private static Geometry turned(Geometry grid, Random random) {
        String letters = ORIENTATIONS.get(random.nextInt(ORIENTATIONS.size()));
        return AxisOrder.towards(letters, grid.direction()).of(grid);
    }

    private static Geometry cut(Geometry grid, Random random) {
        Index3 start = new Index3(random.nextInt(2), random.nextInt(2), random.nextInt(2));
        Index3 size = grid.size();
        return grid.subGrid(
                start, new Index3(size.x() - 2 * start.x(), size.y() - 2 * start.y(), size.z() - start.z()));
    }

    /** Lengths change by less than would make an axis separate. */
    private static Geometry resized(Geometry grid, Random random) {
        int[] length = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            length[axis] = (int) (grid.size().along(axis) * (0.85 + 0.4 * random.nextDouble()));
        }
        return grid.resized(new Index3(length[0], length[1], length[2]));
    }

    private static Volume noise(Geometry grid, Random random) {
        float[] voxels = new float[(int) grid.size().product()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = random.nextFloat();
        }
        return new Volume(grid, voxels);
    }

    /** Trilinear interpolation at every voxel's position in the patient; nothing shared with the code under test. */
    private static Volume slowly(Volume source, Geometry target) {
        Index3 size = target.size();
        float[] voxels = new float[(int) size.product()];
        int i = 0;
        for (int z = 0; z < size.z(); z++) {
            for (int y = 0; y < size.y(); y++) {
                for (int x = 0; x < size.x(); x++) {
                    voxels[i++] = (float) sample(source, target.position(x, y, z));
                }
            }
        }
        return new Volume(target, voxels);
    }

    private static double sample(Volume source, Vector3 position) {
        Geometry grid = source.geometry();
        double sum = 0;
        for (int corner = 0; corner < 8; corner++) {
            int[] voxel = new int[3];
            double weight = 1;
            for (int axis = 0; axis < 3; axis++) {
                int last = grid.size().along(axis) - 1;
                double at =
                        position.plus(-1, grid.origin()).dot(grid.direction().along(axis))
                                / grid.spacing().along(axis);
                if (at < -0.501 || at > last + 0.501) {
                    return 0;
                }
                double clamped = Math.max(0, Math.min(last, at));
                int step = corner >> axis & 1;
                voxel[axis] = Math.min(last, (int) clamped + step);
                weight *= step == 0 ? 1 - (clamped - (int) clamped) : clamped - (int) clamped;
            }
            sum += weight * source.at(voxel[0], voxel[1], voxel[2]);
        }
        return sum;
    }
}
