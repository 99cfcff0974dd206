package org.bactrian.train.patch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.bactrian.stage.StageCatalog;
import org.bactrian.stage.StageSpec;
import org.bactrian.train.dataset.Dataset;
import org.bactrian.train.dataset.Preparation;
import org.bactrian.train.dataset.PreparedCase;
import org.bactrian.train.dataset.TinyDataset;
import org.bactrian.volume.Index3;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatchSamplerTest {

    private static final Index3 SIZE = new Index3(8, 6, 4);

    private static List<PreparedCase> cases;

    @BeforeAll
    static void prepare(@TempDir Path folder) throws IOException {
        List<StageSpec> stages = List.of(new StageSpec("resample", Map.of("spacingMm", List.of(2.0, 2.0, 3.0))));
        cases = new Preparation(
                        folder.resolve("prepared"), StageCatalog.builtIn().pipeline(stages), stages, 2)
                .prepare(
                        Dataset.open(TinyDataset.write(folder.resolve("data"), 3))
                                .cases(),
                        (id, done, all) -> {});
    }

    @Test
    void atLeastTheShareOfABatchIsForeground() {
        assertThat(PatchSampler.foregroundPatches(2, 1 / 3.0)).isEqualTo(1);
        assertThat(PatchSampler.foregroundPatches(3, 1 / 3.0)).isEqualTo(1);
        assertThat(PatchSampler.foregroundPatches(4, 1 / 3.0)).isEqualTo(2);
        assertThat(PatchSampler.foregroundPatches(6, 1 / 3.0)).isEqualTo(2);
        assertThat(PatchSampler.foregroundPatches(4, 0.5)).isEqualTo(2);
        assertThat(PatchSampler.foregroundPatches(1, 1 / 3.0)).isEqualTo(1);
    }

    @Test
    void aForegroundPatchIsCentredOnForegroundUnlessTheBorderForbids() {
        PatchSampler sampler = new PatchSampler(cases, SIZE, SIZE);

        for (int sample = 0; sample < 200; sample++) {
            Patch patch = sampler.sample(true, RandomStreams.of(1, sample));

            boolean anyForeground = false;
            for (byte label : patch.labels()) {
                anyForeground |= label > 0;
            }
            assertThat(anyForeground).isTrue();
        }
    }

    @Test
    void bothLabelsAreCentredOnEquallyOften() {
        PatchSampler sampler = new PatchSampler(cases, new Index3(1, 1, 1), new Index3(1, 1, 1));

        int tumours = 0;
        for (int sample = 0; sample < 2000; sample++) {
            byte label = sampler.sample(true, RandomStreams.of(2, sample)).labels()[0];
            assertThat(label).isPositive();
            tumours += label == 2 ? 1 : 0;
        }

        assertThat(tumours / 2000.0).isBetween(0.45, 0.55);
    }

    @Test
    void aPatchLargerThanTheCaseHoldsAllOfIt() {
        Index3 large = new Index3(40, 40, 20);
        PatchSampler sampler = new PatchSampler(cases.subList(0, 1), large, large);
        Index3 case0 = cases.get(0).size();
        float[] whole = new float[(int) case0.product()];
        cases.get(0).copy(new Index3(0, 0, 0), case0, whole, new byte[whole.length]);

        for (int sample = 0; sample < 20; sample++) {
            Patch patch = sampler.sample(false, RandomStreams.of(3, sample));

            int inside = 0;
            for (float intensity : patch.image()) {
                inside += intensity == 0 ? 0 : 1;
            }
            int expected = 0;
            for (float intensity : whole) {
                expected += intensity == 0 ? 0 : 1;
            }
            assertThat(inside).isEqualTo(expected);
        }
    }

    @Test
    void thePatchInTheMiddleOfACutStaysInsideTheCase() {
        Index3 cut = new Index3(14, 12, 10);
        PatchSampler sampler = new PatchSampler(cases, cut, SIZE);

        for (int sample = 0; sample < 300; sample++) {
            Patch middle = sampler.sample(false, RandomStreams.of(4, sample)).centre(SIZE);

            for (float intensity : middle.image()) {
                assertThat(intensity).isNotZero();
            }
        }
    }

    @Test
    void patchesLieEverywhereInEveryCase() {
        PatchSampler sampler = new PatchSampler(cases, SIZE, SIZE);
        Set<Float> corners = new HashSet<>();

        for (int sample = 0; sample < 3000; sample++) {
            corners.add(sampler.sample(false, RandomStreams.of(5, sample)).image()[0]);
        }

        assertThat(corners).hasSizeGreaterThan(2000);
    }

    @Test
    void theSameStreamGivesTheSamePatch() {
        PatchSampler sampler = new PatchSampler(cases, SIZE, SIZE);
        RandomGenerator first = RandomStreams.of(6);
        RandomGenerator second = RandomStreams.of(6);

        for (int sample = 0; sample < 20; sample++) {
            assertThat(sampler.sample(sample % 2 == 0, first).image())
                    .containsExactly(sampler.sample(sample % 2 == 0, second).image());
        }
    }
}
