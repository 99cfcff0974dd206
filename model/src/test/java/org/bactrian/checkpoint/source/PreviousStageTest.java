package org.bactrian.checkpoint.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bactrian.checkpoint.nnunet.ModelWishes;
import org.bactrian.volume.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cascades that nnU-Net 2.8.1 has trained, packed as its export packs them. */
class PreviousStageTest {

    private static final String RESULTS = "golden/nnunet/nnUNet_results/";
    private static final String MODEL = "Dataset501_MiniKidney/nnUNetTrainer__nnUNetPlans__";
    private static final ModelWishes CASCADE =
            new ModelWishes(List.of("0"), Optional.empty(), Optional.of("3d_cascade_fullres"), Optional.empty());

    private final Path zip;

    PreviousStageTest(@TempDir Path folder) {
        this.zip = folder.resolve("export.zip");
    }

    @Test
    void aCascadeInAZipFindsTheModelBeforeInTheSameZip() throws IOException {
        pack("3d_cascade_fullres", "3d_lowres", "2d");
        Path folder = SharedFolder.path(RESULTS + MODEL + "3d_cascade_fullres");
        ModelWishes firstFold = new ModelWishes(List.of("0"), Optional.empty());

        ModelSet.Member packed = opened(zip, CASCADE);
        ModelSet.Member beside = opened(folder, firstFold);

        assertThat(packed.bundle().weights().count())
                .isEqualTo(beside.bundle().weights().count());
        assertThat(packed.previous().orElseThrow().digest())
                .isEqualTo(beside.previous().orElseThrow().digest());
    }

    @Test
    void aZipWithoutTheModelBeforeIsRefused() throws IOException {
        pack("3d_cascade_fullres", "2d");

        assertThatThrownBy(() -> opened(zip, CASCADE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("export.zip refines the label maps of another model")
                .hasMessageContaining("none in the same zip");
    }

    @Test
    void aNameOfTheModelBeforeLeadsNowhereElse() throws IOException {
        pack("3d_cascade_fullres", "3d_lowres");
        try (FileSystem inside = FileSystems.newFileSystem(zip)) {
            Path plans = inside.getPath(MODEL + "3d_cascade_fullres/plans.json");
            String text = Files.readString(plans);
            assertThat(text).contains("\"previous_stage\": \"3d_lowres\"");
            Files.writeString(
                    plans, text.replace("\"previous_stage\": \"3d_lowres\"", "\"previous_stage\": \"x/../..\""));
        }

        assertThatThrownBy(() -> opened(zip, CASCADE)).hasMessageContaining("none in the same zip");
    }

    private static ModelSet.Member opened(Path model, ModelWishes wishes) throws IOException {
        return ModelSet.open(List.of(model), wishes)
                .withPreviousStages(wishes)
                .members()
                .get(0);
    }

    private void pack(String... configurations) throws IOException {
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream entries = new ZipOutputStream(out)) {
            for (String configuration : configurations) {
                String model = MODEL + configuration;
                Path folder = SharedFolder.path(RESULTS + model);
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        entries.putNextEntry(new ZipEntry(model + "/" + folder.relativize(file)));
                        Files.copy(file, entries);
                        entries.closeEntry();
                    }
                }
            }
        }
    }
}
