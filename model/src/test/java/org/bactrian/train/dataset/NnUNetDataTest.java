package org.bactrian.train.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.NumpyArchive;
import org.bactrian.volume.SharedFolder;
import org.bactrian.volume.Spacing;
import org.junit.jupiter.api.Test;

/** A small dataset as nnU-Net 2.8.1 reads, measures and splits it. */
class NnUNetDataTest {

    private static final String PREPROCESSED = "golden/nnunet/nnUNet_preprocessed/Dataset501_MiniKidney/";

    @Test
    void theFingerprintAgreesWithinTheSamplingError() throws IOException {
        Dataset dataset = Dataset.open(SharedFolder.path("golden/nnunet/nnUNet_raw/Dataset501_MiniKidney"));
        JsonObject expected = json(SharedFolder.path(PREPROCESSED + "dataset_fingerprint.json"))
                .getAsJsonObject("foreground_intensity_properties_per_channel")
                .getAsJsonObject("0");

        Fingerprint.Channel found = Fingerprint.of(dataset).channels().get(0);

        assertThat(found.mean()).isCloseTo(expected.get("mean").getAsDouble(), within(0.1));
        assertThat(found.deviation()).isCloseTo(expected.get("std").getAsDouble(), within(0.2));
        assertThat(found.percentile005())
                .isCloseTo(expected.get("percentile_00_5").getAsDouble(), within(1.0));
        assertThat(found.percentile995())
                .isCloseTo(expected.get("percentile_99_5").getAsDouble(), within(1.0));
    }

    @Test
    void theSplitsAgree() throws IOException {
        Dataset dataset = Dataset.open(SharedFolder.path("golden/nnunet/nnUNet_raw/Dataset501_MiniKidney"));
        JsonArray expected = JsonParser.parseString(
                        Files.readString(SharedFolder.path(PREPROCESSED + "splits_final.json")))
                .getAsJsonArray();

        for (int fold = 0; fold < Fold.COUNT; fold++) {
            CrossValidation.Split split = CrossValidation.split(dataset.caseIds(), Fold.of(fold));

            JsonObject reference = expected.get(fold).getAsJsonObject();
            assertThat(split.training()).isEqualTo(texts(reference.getAsJsonArray("train")));
            assertThat(split.validation()).isEqualTo(texts(reference.getAsJsonArray("val")));
        }
    }

    @Test
    void theSamePlacesOfEachLabelAreDrawn() {
        NumpyArchive arrays =
                new NumpyArchive(SharedFolder.path(PREPROCESSED + "nnUNetPlans_3d_fullres/mini_000_decoded.npz"));
        Index3 size = new Index3(38, 37, 37);
        LabelMap labels = arrays.labels("seg", Geometry.of(size, new Spacing(1, 1, 1)));

        List<int[]> places = LabelPlaces.of(labels, 2);

        for (int label = 1; label <= 2; label++) {
            float[] expected = arrays.array("class_locations_" + label);
            int[] found = places.get(label - 1);
            assertThat(found).hasSize(expected.length / 4);
            for (int i = 0; i < found.length; i++) {
                int z = (int) expected[4 * i + 1];
                int y = (int) expected[4 * i + 2];
                int x = (int) expected[4 * i + 3];
                assertThat(found[i]).isEqualTo(x + size.x() * (y + size.y() * z));
            }
        }
    }

    private static JsonObject json(Path file) throws IOException {
        return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    }

    private static List<String> texts(JsonArray array) {
        return array.asList().stream().map(JsonElement::getAsString).toList();
    }
}
