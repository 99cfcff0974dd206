package org.bactrian.stage.resample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bactrian.numeric.grid.Regrid;
import org.bactrian.stage.Pipeline;
import org.bactrian.stage.StageCatalog;
import org.bactrian.stage.StageObserver;
import org.bactrian.stage.StageSpec;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Case;
import org.bactrian.volume.Direction;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Vector3;
import org.bactrian.volume.Volume;
import org.junit.jupiter.api.Test;

/** Stages as a configuration file asks for them. */
class PreparationStagesTest {

    /** A scan as many converters store it: x towards Left, slices 4 mm apart, two empty columns. */
    private static final Geometry SCAN = new Geometry(
            new Index3(20, 18, 8),
            new Spacing(0.9, 0.9, 4),
            new Vector3(80, -70, 100),
            new Direction(new Vector3(-1, 0, 0), new Vector3(0, 1, 0), new Vector3(0, 0, 1)));

    @Test
    void aCaseIsPreparedAndItsLabelsComeBackOntoTheScan() {
        Case scan = Case.of("case_1", scan()).withLabels(labels());
        Pipeline pipeline = StageCatalog.builtIn()
                .pipeline(List.of(
                        StageSpec.of("orient"),
                        StageSpec.of("crop-to-nonzero"),
                        new StageSpec("resample", Map.of("spacingMm", List.of(1.2, 1.2, 2))),
                        new StageSpec(
                                "clip-and-z-score",
                                Map.of("lower", 0, "upper", 50, "mean", 25, "standardDeviation", 5))));

        Case prepared = pipeline.run(scan, StageObserver.NONE);
        LabelMap back =
                Regrid.backwards(prepared.grids()).labels(prepared.labels().orElseThrow());

        assertThat(prepared.grids()).hasSize(4);
        assertThat(prepared.geometry().size()).isEqualTo(new Index3(14, 14, 16));
        assertThat(prepared.geometry().direction()).isEqualTo(Direction.RAS);
        assertThat(prepared.channels().get(0).voxels()).doesNotContain(Float.NaN);
        assertThat(back.geometry()).isEqualTo(SCAN);
        assertThat(back.at(9, 9, 4)).isEqualTo(3);
        assertThat(back.at(3, 9, 4)).isZero();
    }

    @Test
    void aCaseAlreadyInPlaceIsLeftAsItIs() {
        Case scan = Case.of("case_1", new Volume(Geometry.of(new Index3(2, 2, 2), new Spacing(1, 1, 1)), new float[] {
            1, 2, 3, 4, 5, 6, 7, 8
        }));
        Pipeline pipeline = StageCatalog.builtIn()
                .pipeline(List.of(
                        StageSpec.of("orient"),
                        StageSpec.of("crop-to-nonzero"),
                        new StageSpec("resample", Map.of("spacingMm", List.of(1, 1, 1)))));

        Case prepared = pipeline.run(scan, StageObserver.NONE);

        assertThat(prepared).isSameAs(scan);
    }

    @Test
    void aSliceThinnerThanHalfAVoxelIsRefused() {
        Geometry slice = Geometry.of(new Index3(2, 2, 1), new Spacing(1, 1, 1.5));
        Case scan = Case.of("thin", new Volume(slice, new float[] {1, 2, 3, 4}));
        Pipeline of3Mm = StageCatalog.builtIn()
                .pipeline(List.of(new StageSpec("resample", Map.of("spacingMm", List.of(1, 1, 3)))));
        Pipeline of2Mm = StageCatalog.builtIn()
                .pipeline(List.of(new StageSpec("resample", Map.of("spacingMm", List.of(1, 1, 2)))));

        assertThatThrownBy(() -> of3Mm.run(scan, StageObserver.NONE))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("thin")
                .hasMessageContaining("thickness is 1.5 mm along axis 2, expected more than 1.5 mm");
        assertThat(of2Mm.run(scan, StageObserver.NONE).geometry().size()).isEqualTo(new Index3(2, 2, 1));
    }

    @Test
    void imagesMayBeInterpolatedAcrossSlicesThatAreKeptSeparate() {
        Geometry grid = Geometry.of(new Index3(2, 2, 2), new Spacing(1, 1, 4));
        Case scan = Case.of("ramp", new Volume(grid, new float[] {0, 0, 0, 0, 8, 8, 8, 8}));
        Map<String, Object> settings = Map.of("spacingMm", List.of(1, 1, 2), "images", "linear");
        Map<String, Object> across = Map.of("spacingMm", List.of(1, 1, 2), "images", "linear", "across", "linear");

        Volume nearest = resampled(scan, settings);
        Volume between = resampled(scan, across);

        assertThat(nearest.voxels()).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 8, 8, 8, 8, 8, 8, 8, 8);
        assertThat(between.voxels()).containsExactly(0, 0, 0, 0, 2, 2, 2, 2, 6, 6, 6, 6, 8, 8, 8, 8);
    }

    private static Volume resampled(Case scan, Map<String, Object> settings) {
        return StageCatalog.builtIn()
                .pipeline(List.of(new StageSpec("resample", settings)))
                .run(scan, StageObserver.NONE)
                .channels()
                .get(0);
    }

    @Test
    void anEmptyImageIsRefusedByName() {
        Case empty = Case.of("case_7", new Volume(SCAN, new float[20 * 18 * 8]));
        Pipeline pipeline = StageCatalog.builtIn().pipeline(List.of(StageSpec.of("crop-to-nonzero")));

        assertThatThrownBy(() -> pipeline.run(empty, StageObserver.NONE))
                .isInstanceOfSatisfying(BadCaseException.class, refused -> {
                    assertThat(refused.source()).isEqualTo("case_7");
                    assertThat(refused.stage()).isEqualTo(Optional.of("crop-to-nonzero"));
                });
    }

    @Test
    void aSpacingThatWouldFillTheMemoryIsRefusedWithTheMegabytesItNeeds() {
        Geometry huge = Geometry.of(new Index3(20, 18, 8), new Spacing(900, 900, 4000));
        Case scan = Case.of("case_8", new Volume(huge, new float[20 * 18 * 8]));
        Pipeline pipeline = StageCatalog.builtIn()
                .pipeline(List.of(new StageSpec("resample", Map.of("spacingMm", List.of(1, 1, 1)))));

        assertThatThrownBy(() -> pipeline.run(scan, StageObserver.NONE))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("spacing")
                .hasMessageContaining("4096 MB");
    }

    @Test
    void aCaseThatFitsTheSettingsButNotTheMemoryIsRefusedWithTheMegabytesItNeeds() {
        Geometry grid = Geometry.of(new Index3(20, 18, 8), new Spacing(100, 100, 200));
        Case scan = Case.of("case_9", new Volume(grid, new float[20 * 18 * 8]));
        assumeTrue(Runtime.getRuntime().maxMemory() < 3_600_000_000L, "this JVM could hold the result");
        Pipeline pipeline = StageCatalog.builtIn()
                .pipeline(List.of(new StageSpec("resample", Map.of("spacingMm", List.of(2, 2, 1.6)))));

        assertThatThrownBy(() -> pipeline.run(scan, StageObserver.NONE))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("1000 x 900 x 1000 from 20 x 18 x 8, which needs 3629 MB")
                .hasMessageContaining("MB left to this Java machine");
    }

    @Test
    void moreVoxelsThanAnArrayHoldsAreRefusedWhateverTheSettingsAllow() {
        Geometry grid = Geometry.of(new Index3(20, 18, 8), new Spacing(100, 100, 250));
        Case scan = Case.of("case_9", new Volume(grid, new float[20 * 18 * 8]));
        Pipeline pipeline = StageCatalog.builtIn()
                .pipeline(List.of(
                        new StageSpec("resample", Map.of("spacingMm", List.of(1, 1, 1), "largestMb", 1_000_000))));

        assertThatThrownBy(() -> pipeline.run(scan, StageObserver.NONE))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("which needs 28800 MB")
                .hasMessageContaining("at most 8589 MB a channel");
    }

    @Test
    void aTransposedCaseHasItsArrayAxesInTheAskedOrder() {
        Case scan = Case.of("case_1", scan());
        Pipeline pipeline = StageCatalog.builtIn()
                .pipeline(List.of(new StageSpec("orient", Map.of("to", "file", "transposeForward", List.of(2, 0, 1)))));

        Case turned = pipeline.run(scan, StageObserver.NONE);

        // (z, y, x) = (8, 18, 20) becomes (20, 8, 18)
        assertThat(turned.geometry().size()).isEqualTo(new Index3(18, 8, 20));
        assertThat(turned.channels().get(0).at(5, 3, 7)).isEqualTo(scan().at(7, 5, 3));
    }

    @Test
    void badSettingsAreAllReportedAtOnce() {
        List<StageSpec> wrong = List.of(
                new StageSpec("orient", Map.of("to", "RAR")),
                new StageSpec("resample", Map.of("spacingMm", List.of(1, 0, 1))),
                new StageSpec("crop-to-nonzero", Map.of("marginVoxels", -1)),
                new StageSpec("clip-and-z-score", Map.of("standardDeviation", 0)));

        assertThatThrownBy(() -> StageCatalog.builtIn().pipeline(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'RAR'")
                .hasMessageContaining("spacingMm")
                .hasMessageContaining("marginVoxels")
                .hasMessageContaining("standardDeviation");
    }

    private static Volume scan() {
        float[] voxels = new float[20 * 18 * 8];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = i % 20 < 2 ? 0 : 1 + i % 37;
        }
        return new Volume(SCAN, voxels);
    }

    private static LabelMap labels() {
        byte[] labels = new byte[20 * 18 * 8];
        for (int i = 0; i < labels.length; i++) {
            int x = i % 20;
            labels[i] = (byte) (x > 5 && x < 13 ? 3 : 0);
        }
        return LabelMap.of(SCAN, labels);
    }
}
