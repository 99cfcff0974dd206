package org.bactrian.train.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bactrian.nifti.NiftiWriter;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Case;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetTest {

    @Test
    void aDatasetKnowsItsCasesAndLabels(@TempDir Path folder) throws IOException {
        Dataset dataset = Dataset.open(TinyDataset.write(folder.resolve("Dataset001_Tiny"), 3));

        assertThat(dataset.name()).isEqualTo("Dataset001_Tiny");
        assertThat(dataset.caseIds()).containsExactly("case_00000", "case_00001", "case_00002");
        assertThat(dataset.description().labels()).containsExactly("background", "kidney", "tumour");
        Case read = dataset.find("case_00001").readWithLabels(2);
        assertThat(read.channels()).hasSize(1);
        assertThat(read.labels().orElseThrow().largest()).isEqualTo(2);
    }

    @Test
    void everyProblemIsNamedAtOnce(@TempDir Path folder) throws IOException {
        TinyDataset.write(folder, 6);
        Files.delete(folder.resolve("labelsTr/case_00000.nii.gz"));
        Files.delete(folder.resolve("imagesTr/case_00001_0000.nii.gz"));
        Files.writeString(folder.resolve("labelsTr/case_00002.nii.gz"), "no volume");
        Geometry coarse = Geometry.of(new Index3(2, 2, 2), new Spacing(1, 1, 1));
        NiftiWriter.write(folder.resolve("labelsTr/case_00003.nii.gz"), LabelMap.of(coarse, new byte[8]));

        assertThatThrownBy(() -> Dataset.open(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("imagesTr/case_00000_0000.nii.gz belongs to no label map")
                .hasMessageContaining("case_00001_0000.nii.gz: file is missing")
                .hasMessageContaining("case_00002.nii.gz")
                .hasMessageContaining("case_00003.nii.gz lies on a grid of size 2 x 2 x 2, spacing 1 x 1 x 1 mm,"
                        + " its image on one of size 24 x 22 x 14, spacing 2 x 2 x 3 mm")
                .hasMessageContaining("numTraining is 6, labelsTr holds 5");
    }

    @Test
    void aChannelOnAnotherGridThanTheFirstIsNamed(@TempDir Path folder) {
        Path first = folder.resolve("case_00000_0000.nii.gz");
        Path second = folder.resolve("case_00000_0001.nii.gz");
        NiftiWriter.write(first, new Volume(Geometry.of(new Index3(2, 2, 2), new Spacing(1, 1, 1)), new float[8]));
        NiftiWriter.write(second, new Volume(Geometry.of(new Index3(2, 2, 2), new Spacing(1, 1, 2)), new float[8]));

        assertThatThrownBy(() -> new TrainingCase("case_00000", List.of(first, second), first).readImage())
                .isInstanceOf(BadCaseException.class)
                .hasMessage("case_00000_0001.nii.gz: grid is spacing 1 x 1 x 2 mm,"
                        + " expected the image's grid, spacing 1 x 1 x 1 mm");
    }

    @Test
    void aFolderWithoutDescriptionIsNoDataset(@TempDir Path folder) {
        assertThatThrownBy(() -> Dataset.open(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there is no dataset.json");
    }

    @Test
    void aBadDescriptionNamesEveryField(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("dataset.json");

        Files.writeString(file, "{\"labels\": {\"background\": 0, \"organs\": [1, 2]}, \"file_ending\": \".png\"}");
        assertThatThrownBy(() -> Dataset.open(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("label 'organs' is [1,2]")
                .hasMessageContaining("channel_names is missing")
                .hasMessageContaining("file_ending is '.png'");

        Files.writeString(file, "{\"labels\": null, \"numTraining\": null, \"file_ending\": null}");
        assertThatThrownBy(() -> Dataset.open(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("labels is missing")
                .hasMessageContaining("numTraining is null, expected a whole number")
                .hasMessageContaining("file_ending is 'null'");

        Files.writeString(file, "{\"labels\": {\"background\": 0, \"kidney\": 2}, \"channel_names\": {\"0\": \"CT\"}}");
        assertThatThrownBy(() -> Dataset.open(folder)).hasMessageContaining("without a gap");

        Files.writeString(file, "kidney");
        assertThatThrownBy(() -> Dataset.open(folder))
                .hasMessage("dataset.json: content is a single value, expected a JSON object");

        Files.writeString(file, "{\"labels\": ");
        assertThatThrownBy(() -> Dataset.open(folder))
                .hasMessageContaining("dataset.json: content is no JSON at line 1");
    }

    @Test
    void aLabelThatTheDescriptionDoesNotKnowIsRefused(@TempDir Path folder) throws IOException {
        Dataset dataset = Dataset.open(TinyDataset.write(folder, 1));

        assertThatThrownBy(() -> dataset.cases().get(0).readWithLabels(1))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("case_00000.nii.gz: label is 2");
    }

    @Test
    void theFingerprintWeighsEveryCaseAlike(@TempDir Path folder) throws IOException {
        TinyDataset.write(folder, 4);

        Fingerprint.Channel channel =
                Fingerprint.of(Dataset.open(folder)).channels().get(0);

        double share = 5 * 5 / 80.0;
        double mean = 50 + 100 * share;
        assertThat(channel.mean()).isBetween(mean - 2, mean + 2);
        double spread = Math.sqrt(100 * 100 * share * (1 - share) + 10 * 10);
        assertThat(channel.deviation()).isBetween(spread - 2, spread + 2);
        assertThat(channel.percentile005()).isBetween(20.0, 35.0);
        assertThat(channel.percentile995()).isBetween(165.0, 180.0);
    }
}
