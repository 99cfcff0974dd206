package org.bactrian.train.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bactrian.stage.Pipeline;
import org.bactrian.stage.StageCatalog;
import org.bactrian.stage.StageObserver;
import org.bactrian.stage.StageSpec;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Case;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Spacing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparationTest {

    private static final Preparation.Progress SILENT = (id, done, all) -> {};

    private static final List<StageSpec> COARSE =
            List.of(new StageSpec("resample", Map.of("spacingMm", List.of(3.0, 3.0, 3.0))));

    private static final List<StageSpec> FINE =
            List.of(new StageSpec("resample", Map.of("spacingMm", List.of(2.0, 2.0, 2.0))));

    @Test
    void aPreparedCaseIsWhatThePipelineMakes(@TempDir Path folder) throws IOException {
        TrainingCase raw = dataset(folder).cases().get(0);

        PreparedCase prepared = prepare(folder, COARSE).get(0);

        Case expected = pipeline(COARSE).run(raw.readWithLabels(2), StageObserver.NONE);
        Index3 size = expected.geometry().size();
        assertThat(prepared.size()).isEqualTo(size);
        float[] image = new float[(int) size.product()];
        byte[] labels = new byte[image.length];
        prepared.copy(new Index3(0, 0, 0), size, image, labels);
        assertThat(image).containsExactly(expected.channels().get(0).voxels());
        assertThat(labels).containsExactly(expected.labels().orElseThrow().bytes());
    }

    @Test
    void boxesThatReachBeyondTheCaseKeepWhatTheyHeldOutside(@TempDir Path folder) throws IOException {
        PreparedCase prepared = prepare(folder, COARSE).get(0);
        Index3 size = prepared.size();
        float[] whole = new float[(int) size.product()];
        byte[] wholeLabels = new byte[whole.length];
        prepared.copy(new Index3(0, 0, 0), size, whole, wholeLabels);
        Random random = new Random(4);

        for (int attempt = 0; attempt < 50; attempt++) {
            Index3 box = new Index3(1 + random.nextInt(20), 1 + random.nextInt(20), 1 + random.nextInt(20));
            Index3 start = new Index3(random.nextInt(60) - 30, random.nextInt(60) - 30, random.nextInt(60) - 30);
            float[] image = new float[(int) box.product()];
            byte[] labels = new byte[image.length];
            Arrays.fill(image, -7);
            prepared.copy(start, box, image, labels);
            for (int i = 0; i < image.length; i++) {
                int x = start.x() + i % box.x();
                int y = start.y() + i / box.x() % box.y();
                int z = start.z() + i / (box.x() * box.y());
                boolean inside = x >= 0 && y >= 0 && z >= 0 && x < size.x() && y < size.y() && z < size.z();
                int from = inside ? x + size.x() * (y + size.y() * z) : 0;
                assertThat(image[i]).isEqualTo(inside ? whole[from] : -7);
                assertThat(labels[i]).isEqualTo(inside ? wholeLabels[from] : 0);
            }
        }
    }

    @Test
    void placesBearTheirLabel(@TempDir Path folder) throws IOException {
        PreparedCase prepared = prepare(folder, COARSE).get(0);

        assertThat(prepared.labelsPresent()).containsExactly(1, 2);
        for (int label = 1; label <= 2; label++) {
            for (int number = 0; number < prepared.placeCount(label); number++) {
                byte[] found = new byte[1];
                prepared.copy(prepared.place(label, number), new Index3(1, 1, 1), new float[1], found);
                assertThat(found[0]).isEqualTo((byte) label);
            }
        }
    }

    @Test
    void aCaseIsPreparedOnceUntilItsFilesOrTheStagesChange(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("prepared/case_00000.prepared");
        prepare(folder, COARSE);
        FileTime marked = FileTime.fromMillis(1000);

        Files.setLastModifiedTime(file, marked);
        prepare(folder, COARSE);
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(marked);

        prepare(folder, FINE);
        assertThat(Files.getLastModifiedTime(file)).isNotEqualTo(marked);

        Files.setLastModifiedTime(file, marked);
        Files.setLastModifiedTime(folder.resolve("data/labelsTr/case_00000.nii.gz"), FileTime.fromMillis(2000));
        prepare(folder, FINE);
        assertThat(Files.getLastModifiedTime(file)).isNotEqualTo(marked);
    }

    @Test
    void aPreparedCaseCutOffIsRefused(@TempDir Path folder) throws IOException {
        prepare(folder, COARSE);
        Path file = folder.resolve("prepared/case_00000.prepared");
        byte[] whole = Files.readAllBytes(file);

        for (int length : new int[] {0, 10, 60, whole.length / 2}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> PreparedCase.open("case_00000", file))
                    .isInstanceOf(BadCaseException.class)
                    .hasMessageContaining("case_00000.prepared");
        }
    }

    @Test
    void moreThanEnoughPlacesAreSampled() {
        LabelMap large = LabelMap.of(Geometry.of(new Index3(200, 100, 100), new Spacing(1, 1, 1)), ones(2_000_000));

        List<int[]> places = LabelPlaces.of(large, 2);

        assertThat(places.get(0)).hasSize(20_000).doesNotHaveDuplicates();
        assertThat(places.get(1)).isEmpty();
    }

    private static byte[] ones(int count) {
        byte[] ones = new byte[count];
        Arrays.fill(ones, (byte) 1);
        return ones;
    }

    private static Dataset dataset(Path folder) throws IOException {
        Path data = folder.resolve("data");
        return Dataset.open(Files.exists(data) ? data : TinyDataset.write(data, 1));
    }

    private static List<PreparedCase> prepare(Path folder, List<StageSpec> stages) throws IOException {
        return new Preparation(folder.resolve("prepared"), pipeline(stages), stages, 2)
                .prepare(dataset(folder).cases(), SILENT);
    }

    private static Pipeline pipeline(List<StageSpec> stages) {
        return StageCatalog.builtIn().pipeline(stages);
    }
}
