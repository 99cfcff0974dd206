package org.bactrian.checkpoint.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.checkpoint.Provenance;
import org.bactrian.checkpoint.SourceFiles;
import org.bactrian.checkpoint.TritonEntry;
import org.bactrian.checkpoint.nnunet.ModelWishes;
import org.bactrian.checkpoint.nnunet.export.MindSporeExport;
import org.bactrian.checkpoint.nnunet.export.NnUNetExport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The places that models for other programs are written to. */
class WrittenModelsTest {

    private final Path folder;

    WrittenModelsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void aModelFolderMayBeThereAndEmpty() throws IOException {
        NnUNetExport.write(SmallModel.bundle(), folder);

        assertThat(ModelSource.open(folder, ModelWishes.USUAL).labels()).hasSize(3);
        assertNames("dataset.json", "fold_0", "plans.json");
    }

    @Test
    void aNewVersionInTritonsRepositoryLeavesTheOthers() throws IOException {
        Path other = Files.createDirectories(folder.resolve("2")).resolve("model.pt");
        Files.writeString(other, "mine");
        Files.writeString(folder.resolve("config.pbtxt"), "old");

        TritonEntry.write(SmallModel.bundle(), folder);

        assertThat(other).hasContent("mine");
        assertThat(folder.resolve("config.pbtxt")).content().contains("name: \"" + folder.getFileName() + "\"");
        assertThat(folder.resolve("1/model.pt")).isNotEmptyFile();
        assertNames("1", "2", "config.pbtxt");
    }

    @Test
    void aCheckpointOfMindSporeLeavesWhatLiesBesideIt() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "mine");

        MindSporeExport.write(SmallModel.bundle(), folder.resolve("model.ckpt"));

        assertThat(folder.resolve("notes.txt")).hasContent("mine");
        assertNames("dataset.json", "model.ckpt", "notes.txt", "plans.json");
    }

    @Test
    void aCheckpointOfMindSporeIsNoFolder() throws IOException {
        Path taken = Files.createDirectory(folder.resolve("model"));

        assertThatThrownBy(() -> MindSporeExport.write(SmallModel.bundle(), taken))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("model is a folder");
        assertNames("model");
    }

    @Test
    void aLicenceOfSomethingElseIsNotReplaced() throws IOException {
        Files.writeString(folder.resolve("LICENSE"), "mine");

        assertThatThrownBy(() -> MindSporeExport.write(licensed(), folder.resolve("model.ckpt")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("LICENSE is there already");
        assertThat(folder.resolve("LICENSE")).hasContent("mine");
        assertNames("LICENSE");
    }

    private static ModelBundle licensed() {
        ModelBundle bundle = SmallModel.bundle();
        SourceFiles sources = new SourceFiles(new TreeMap<>(), new TreeMap<>(Map.of("LICENSE", "theirs")));
        return ModelBundle.of(
                new ModelBundle.Description(
                        bundle.plan(),
                        bundle.labels(),
                        bundle.preprocessing(),
                        bundle.postprocessing(),
                        Provenance.of(Map.of(), sources)),
                bundle.weights());
    }

    private void assertNames(String... names) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            assertThat(inside.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder(names);
        }
    }
}
