package org.bactrian.stage.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bactrian.stage.StageCatalog;
import org.bactrian.stage.StageObserver;
import org.bactrian.stage.StageSpec;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Case;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Volume;
import org.junit.jupiter.api.Test;

class RegionStagesTest {

    private static final StageSpec MARK = StageSpec.of("mark-region");

    @Test
    void whatIsNotZeroInSomeChannelIsMarkedAndTheHolesInIt() {
        Case marked = run(
                rows(new float[] {0, 3, 0, 0, 0, 2, 0}, new float[] {0, 0, 5, 0, 0, 0, 0}),
                StageSpec.of("mark-region"));

        assertThat(marked.channels()).hasSize(3);
        assertThat(marked.channels().get(2).voxels()).containsExactly(0, 1, 1, 0, 0, 1, 0);
    }

    @Test
    void theRegionIsResampledAsLabelsAreAndNotAsImagesAre() {
        Case resampled = run(
                rows(new float[] {0, 0, 4, 8, 4, 0, 0, 0}),
                MARK,
                new StageSpec("resample", Map.of("spacingMm", List.of(0.5, 1, 1), "region", 1)));

        float[] image = resampled.channels().get(0).voxels();
        assertThat(resampled.channels().get(1).voxels())
                .containsExactly(0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0);
        assertThat(IntStream.range(0, image.length).filter(x -> image[x] != 0)).hasSizeGreaterThan(6);
    }

    @Test
    void aVoxelWithHalfOfItsNeighboursInsideIsInside() {
        Case resampled = run(
                rows(new float[] {0, 4, 4}),
                MARK,
                new StageSpec("resample", Map.of("spacingMm", List.of(1.5, 1, 1), "region", 1)));

        // The first voxel of the two lies at 0.25, the second at 1.75; of one alone, at 1, there is no doubt.
        assertThat(resampled.channels().get(1).voxels()).containsExactly(0, 1);

        Case halved = run(
                rows(new float[] {0, 4, 4, 0}),
                MARK,
                new StageSpec("resample", Map.of("spacingMm", List.of(2, 1, 1), "region", 1)));

        assertThat(halved.channels().get(1).voxels()).containsExactly(1, 1);
    }

    @Test
    void aChannelIsMeasuredInTheRegionAndZeroOutside() {
        Case scan = rows(new float[] {7, 1, 3, 7}, new float[] {1, 2, 3, 4}, new float[] {0, 1, 1, 0});

        Case prepared = run(
                scan,
                new StageSpec("z-score", Map.of("channels", List.of(0), "region", 2)),
                new StageSpec("zero-outside", Map.of("region", 2, "channels", List.of(0))));

        assertThat(prepared.channels()).hasSize(2);
        assertThat(prepared.channels().get(0).voxels()).containsExactly(0, -1, 1, 0);
        assertThat(prepared.channels().get(1).voxels()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void aChannelIsClippedAndMeasuredBetweenTheBounds() {
        Case prepared = run(
                rows(new float[] {-50, 0, 1, 3, 4, 90}),
                new StageSpec("clip-and-own-z-score", Map.of("lower", 0, "upper", 4)));

        assertThat(prepared.channels().get(0).voxels())
                .containsExactly(new float[] {-2, -2, -1, 1, 2, 2}, within(1e-6f));
    }

    @Test
    void aRegionThatNoChannelMarksIsRefused() {
        Case scan = rows(new float[] {1, 2});

        for (StageSpec stage : List.of(
                new StageSpec("z-score", Map.of("region", 1)),
                new StageSpec("zero-outside", Map.of("region", 1, "channels", List.of(0))),
                new StageSpec("zero-outside", Map.of("region", 0, "channels", List.of(1))))) {
            assertThatThrownBy(() -> run(scan, stage))
                    .isInstanceOf(BadCaseException.class)
                    .hasMessageContaining("channels is 1, expected at least 2");
        }
    }

    @Test
    void settingsThatContradictEachOtherAreRefused() {
        for (StageSpec stage : List.of(
                new StageSpec("z-score", Map.of("region", 1, "insideOnly", true)),
                new StageSpec("zero-outside", Map.of("region", 1, "channels", List.of(0, 1))),
                new StageSpec("resample", Map.of("spacingMm", List.of(1, 1), "region", -1)),
                new StageSpec("clip-and-own-z-score", Map.of("lower", 4, "upper", 0)))) {
            assertThatThrownBy(() -> run(rows(new float[] {1, 2}), stage))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("must");
        }
    }

    private static Case run(Case scan, StageSpec... stages) {
        return StageCatalog.builtIn().pipeline(List.of(stages)).run(scan, StageObserver.NONE);
    }

    private static Case rows(float[]... channels) {
        Geometry grid = Geometry.of(new Index3(channels[0].length, 1, 1), new Spacing(1, 1, 1));
        List<Volume> volumes = new ArrayList<>();
        Arrays.stream(channels).forEach(voxels -> volumes.add(new Volume(grid, voxels)));
        return Case.of("rows", volumes);
    }
}
