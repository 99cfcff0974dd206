package org.bactrian.numeric.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bactrian.numeric.spline.CubicBSpline;
import org.bactrian.numeric.spline.LabelResize;
import org.bactrian.numeric.spline.ResampleRule;
import org.bactrian.numeric.spline.SliceRule;
import org.bactrian.volume.Difference;
import org.bactrian.volume.Direction;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Vector3;
import org.bactrian.volume.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RegridTest {

    private static final double TILT = Math.toRadians(12);

    /** An oblique grid, as a tilted patient would give. */
    private static final Geometry SCAN = new Geometry(
            new Index3(7, 5, 6),
            new Spacing(0.8, 0.9, 2),
            new Vector3(-12, 30.5, 700),
            new Direction(
                    new Vector3(-Math.cos(TILT), Math.sin(TILT), 0),
                    new Vector3(Math.sin(TILT), Math.cos(TILT), 0),
                    new Vector3(0, 0, 1)));

    @ParameterizedTest
    @MethodSource("allOrientations")
    void everyOrientationIsUndone(String letters) {
        Volume scan = noise(SCAN);
        LabelMap labels = randomLabels(SCAN, 4);
        AxisOrder order = AxisOrder.towards(letters, SCAN.direction());
        Volume turned = order.of(scan);

        Regrid back = Regrid.backwards(List.of(SCAN, turned.geometry()));

        assertThat(back.volume(turned).voxels()).isEqualTo(scan.voxels());
        assertThat(back.labels(order.of(labels)).bytes()).isEqualTo(labels.bytes());
    }

    @Test
    void rowsAreThoseOfTheVolumeAndWhatIsOutsideHasTheScoreGiven() {
        Geometry cropped = SCAN.subGrid(new Index3(1, 1, 2), new Index3(5, 3, 4));
        Volume scores = noise(cropped.resized(new Index3(4, 3, 3)));
        Regrid back = Regrid.backwards(List.of(SCAN, cropped, scores.geometry()));
        float[] whole = back.volume(scores).voxels();
        float[] rows = new float[whole.length];

        back.forEachRow(new float[][] {scores.voxels()}, new double[] {-7}, (first, row) -> {
            for (int i = 0; i < row[0].length; i++) {
                rows[first + i] = (float) row[0][i];
            }
        });

        for (int i = 0; i < rows.length; i++) {
            Index3 at = SCAN.size().voxelAt(i);
            boolean inside = at.x() >= 1 && at.x() < 6 && at.y() >= 1 && at.y() < 4 && at.z() >= 2;
            assertThat(rows[i]).isEqualTo(inside ? whole[i] : -7);
        }
    }

    @Test
    void whetherSlicesLieFarApartIsDecidedByTheSpacingThatWasAsked() {
        Geometry scan = Geometry.of(new Index3(4, 4, 41), new Spacing(1, 1, 2));
        Geometry network = scan.resized(new Index3(4, 4, 27));
        Volume ramp = ramp(network);
        assertThat(network.spacing().z()).isGreaterThan(3);

        Volume between =
                Regrid.backwards(List.of(scan, network), new Spacing(1, 1, 3)).volume(ramp);
        Volume nearest = Regrid.backwards(List.of(scan, network), new Spacing(1, 1, 3.01))
                .volume(ramp);

        assertThat(between.at(0, 0, 20)).isEqualTo(13);
        assertThat(between.at(0, 0, 21) - between.at(0, 0, 20)).isEqualTo(27f / 41, within(1e-5f));
        assertThat(nearest.voxels()).containsOnly(ramp.voxels());
    }

    @Test
    void aRuleSaysWhenSlicesAreKeptSeparate() {
        Geometry scan = Geometry.of(new Index3(4, 4, 40), new Spacing(1, 1, 2));
        Volume ramp = ramp(scan.resized(new Index3(4, 4, 20)));
        List<Geometry> grids = List.of(scan, ramp.geometry());

        Volume never = Regrid.backwards(grids, new Spacing(1, 1, 4), new ScoreRule(SliceRule.NEVER, false))
                .volume(ramp);
        Volume always = Regrid.backwards(grids, new Spacing(1, 1, 1.5), new ScoreRule(SliceRule.ALWAYS, false))
                .volume(ramp);

        assertThat(never.at(0, 0, 20)).isEqualTo(9.75f);
        assertThat(always.at(0, 0, 20)).isEqualTo(10);
    }

    @Test
    void theFirstVersionAsksTheScanFirstWhetherItsSlicesLieFarApart() {
        Geometry scan = Geometry.of(new Index3(4, 4, 40), new Spacing(4, 1, 1));
        Volume ramp = ramp(scan.resized(new Index3(4, 4, 20)));
        List<Geometry> grids = List.of(scan, ramp.geometry());
        Spacing network = new Spacing(1, 1, 4);

        Volume usual = Regrid.backwards(grids, network).volume(ramp);
        Volume first = Regrid.backwards(grids, network, new ScoreRule(SliceRule.WHERE_FAR_APART, false, true))
                .volume(ramp);

        assertThat(usual.at(0, 0, 20)).isEqualTo(10);
        assertThat(first.at(0, 0, 20)).isEqualTo(9.75f);
    }

    @Test
    void theFirstVersionTakesTheNumberOfTheNetworksAxisForOneOfTheScans() {
        Geometry scan = Geometry.of(new Index3(4, 4, 40), new Spacing(1, 1, 2));
        Geometry turned = AxisOrder.permuted(2, 1, 0).of(ramp(scan)).geometry();
        Geometry network = turned.resized(new Index3(20, 4, 4));
        Volume ramp = AxisOrder.permuted(2, 1, 0).of(ramp(scan.resized(new Index3(4, 4, 20))));
        Volume placed = new Volume(network, ramp.voxels());
        List<Geometry> grids = List.of(scan, turned, network);
        Spacing asked = new Spacing(4, 1, 1);

        Volume usual = Regrid.backwards(grids, asked).volume(placed);
        Volume first = Regrid.backwards(grids, asked, new ScoreRule(SliceRule.WHERE_FAR_APART, false, true))
                .volume(placed);

        assertThat(usual.at(0, 0, 20)).isEqualTo(10);
        assertThat(usual.at(0, 0, 21)).isEqualTo(10);
        assertThat(first.at(0, 0, 20)).isEqualTo(9.75f);
        assertThat(first.at(0, 0, 21)).isEqualTo(10.25f);
    }

    @Test
    void ofTwoEquallyNearSlicesTorchTakesTheOneThatItsSinglePrecisionFinds() {
        Geometry scan = Geometry.of(new Index3(4, 4, 23), new Spacing(1, 1, 3));
        Volume ramp = ramp(scan.resized(new Index3(4, 4, 14)));
        List<Geometry> grids = List.of(scan, ramp.geometry());
        Spacing asked = new Spacing(1, 1, 5);

        Volume exact = Regrid.backwards(grids, asked).volume(ramp);
        Volume torch = Regrid.backwards(grids, asked, new ScoreRule(SliceRule.WHERE_FAR_APART, true))
                .volume(ramp);

        assertThat(exact.at(0, 0, 11)).isEqualTo(7);
        assertThat(torch.at(0, 0, 11)).isEqualTo(6);
    }

    /** Intensities that count slices. */
    private static Volume ramp(Geometry grid) {
        float[] voxels = new float[(int) grid.size().product()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = grid.size().voxelAt(i).z();
        }
        return new Volume(grid, voxels);
    }

    static List<String> allOrientations() {
        List<String> all = new ArrayList<>();
        for (String axes : List.of("RAS", "RSA", "ARS", "ASR", "SRA", "SAR")) {
            for (int flips = 0; flips < 8; flips++) {
                String letters = axes;
                letters = (flips & 1) == 0 ? letters : letters.replace('R', 'L');
                letters = (flips & 2) == 0 ? letters : letters.replace('A', 'P');
                letters = (flips & 4) == 0 ? letters : letters.replace('S', 'I');
                all.add(letters);
            }
        }
        return all;
    }

    @Test
    void whatWasCroppedAwayComesBackAsBackground() {
        LabelMap cropped = ones(SCAN.subGrid(new Index3(2, 1, 3), new Index3(3, 4, 2)));

        LabelMap back = Regrid.backwards(List.of(SCAN, cropped.geometry())).labels(cropped);

        for (int z = 0; z < 6; z++) {
            for (int y = 0; y < 5; y++) {
                for (int x = 0; x < 7; x++) {
                    boolean inside = x >= 2 && x < 5 && y >= 1 && z >= 3 && z < 5;
                    assertThat(back.at(x, y, z)).isEqualTo(inside ? 1 : 0);
                }
            }
        }
    }

    @Test
    void scoresOutsideOfTheCropAreBackgroundWhateverTheirSign() {
        Geometry cropped = SCAN.subGrid(new Index3(0, 0, 1), new Index3(7, 5, 4));
        float[][] scores = new float[3][(int) cropped.size().product()];
        Arrays.fill(scores[0], -9);
        Arrays.fill(scores[1], -5);
        Arrays.fill(scores[2], -2);

        LabelMap labels = Regrid.between(cropped, SCAN).argMax(scores);

        assertThat(labels.at(3, 2, 0)).isZero();
        assertThat(labels.at(3, 2, 1)).isEqualTo(2);
        assertThat(labels.at(3, 2, 4)).isEqualTo(2);
        assertThat(labels.at(3, 2, 5)).isZero();
    }

    @Test
    void equalScoresGoToTheLowestClass() {
        float[][] scores = new float[4][(int) SCAN.size().product()];
        Arrays.fill(scores[1], 1);
        Arrays.fill(scores[3], 1);

        LabelMap labels = Regrid.between(SCAN, SCAN).argMax(scores);

        assertThat(labels.bytes()).containsOnly(1);
    }

    @Test
    void aWholeHistoryOfLabelsComesBackNearlyUnchanged() {
        Geometry grid =
                new Geometry(new Index3(60, 50, 24), new Spacing(0.9, 0.9, 2), new Vector3(1, 2, 3), SCAN.direction());
        LabelMap labels = ball(grid);
        AxisOrder order = AxisOrder.towards("ARI", grid.direction());
        Box box = new Box(new Index3(3, 5, 2), new Index3(44, 50, 20));
        LabelMap small = box.of(order.of(labels));
        LabelMap resampled = LabelResize.resize(small, ResampleRule.of(small.geometry(), new Spacing(1.3, 1.2, 2.4)));
        List<Geometry> grids = List.of(grid, order.of(grid), small.geometry(), resampled.geometry());

        LabelMap back = Regrid.backwards(grids).labels(resampled);

        assertThat(dice(labels, back)).isGreaterThan(0.96);
    }

    @Test
    void aSmoothImageComesBackThroughAResizeAlmostUnchanged() {
        Geometry grid = Geometry.of(new Index3(40, 44, 36), new Spacing(1, 1, 1));
        Volume smooth = waves(grid);
        Volume resampled = CubicBSpline.resize(smooth, ResampleRule.of(grid, new Spacing(0.5, 0.6, 0.7)));

        Volume back = Regrid.between(resampled.geometry(), grid).volume(resampled);

        assertThat(Difference.largest(back.voxels(), smooth.voxels())).isLessThan(0.02);
    }

    @Test
    void aRotatedGridIsRefused() {
        Geometry straight = Geometry.of(new Index3(7, 5, 6), new Spacing(1, 1, 1));

        assertThatThrownBy(() -> Regrid.between(straight, SCAN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rotated or sheared");
    }

    @Test
    void thickSlicesAreNotInterpolatedAcross() {
        Geometry thick = Geometry.of(new Index3(4, 4, 2), new Spacing(1, 1, 5));
        float[] voxels = new float[32];
        Arrays.fill(voxels, 16, 32, 10f);
        Geometry thin = thick.resized(new Index3(4, 4, 6));

        Volume back = Regrid.between(thick, thin).volume(new Volume(thick, voxels));

        assertThat(back.voxels()).containsOnly(0f, 10f);
    }

    @Test
    void ofTwoEquallyNearThickSlicesTheHigherIsTakenThroughout() {
        Geometry thick = new Geometry(new Index3(1, 1, 29), new Spacing(1, 1, 5.1), SCAN.origin(), SCAN.direction());
        Geometry thin = thick.resized(new Index3(1, 1, 58));
        float[] slices = new float[58];
        for (int z = 0; z < 58; z++) {
            slices[z] = z;
        }

        Volume back = Regrid.between(thin, thick).volume(new Volume(thin, slices));

        for (int z = 0; z < 29; z++) {
            assertThat(back.at(0, 0, z)).isEqualTo(2 * z + 1);
        }
    }

    @Test
    void aVoxelWhoseCentreLiesOnTheOuterFaceIsStillInside() {
        Geometry from = Geometry.of(new Index3(2, 1, 1), new Spacing(1, 1, 1));
        Geometry to = new Geometry(new Index3(5, 1, 1), from.spacing(), from.position(-1.5, 0, 0), from.direction());

        Volume shifted = Regrid.between(from, to).volume(new Volume(from, new float[] {3, 5}));

        assertThat(shifted.voxels()).containsExactly(0, 3, 4, 5, 0);
    }

    private static Volume noise(Geometry grid) {
        Random random = new Random(1);
        float[] voxels = new float[(int) grid.size().product()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = random.nextFloat();
        }
        return new Volume(grid, voxels);
    }

    private static LabelMap randomLabels(Geometry grid, int labels) {
        Random random = new Random(2);
        byte[] voxels = new byte[(int) grid.size().product()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = (byte) random.nextInt(labels);
        }
        return LabelMap.of(grid, voxels);
    }

    private static LabelMap ones(Geometry grid) {
        byte[] voxels = new byte[(int) grid.size().product()];
        Arrays.fill(voxels, (byte) 1);
        return LabelMap.of(grid, voxels);
    }

    private static LabelMap ball(Geometry grid) {
        byte[] voxels = new byte[(int) grid.size().product()];
        Vector3 centre = grid.position(30, 24, 12);
        int i = 0;
        for (int z = 0; z < grid.size().z(); z++) {
            for (int y = 0; y < grid.size().y(); y++) {
                for (int x = 0; x < grid.size().x(); x++) {
                    voxels[i++] =
                            (byte) (grid.position(x, y, z).plus(-1, centre).length() < 15 ? 1 : 0);
                }
            }
        }
        return LabelMap.of(grid, voxels);
    }

    private static Volume waves(Geometry grid) {
        float[] voxels = new float[(int) grid.size().product()];
        int i = 0;
        for (int z = 0; z < grid.size().z(); z++) {
            for (int y = 0; y < grid.size().y(); y++) {
                for (int x = 0; x < grid.size().x(); x++) {
                    voxels[i++] = (float) (Math.cos(0.15 * x) + Math.sin(0.12 * y + 1) * Math.cos(0.1 * z));
                }
            }
        }
        return new Volume(grid, voxels);
    }

    private static double dice(LabelMap a, LabelMap b) {
        long both = 0;
        long sum = 0;
        for (int i = 0; i < a.length(); i++) {
            both += a.at(i) & b.at(i);
            sum += a.at(i) + b.at(i);
        }
        return 2.0 * both / sum;
    }
}
