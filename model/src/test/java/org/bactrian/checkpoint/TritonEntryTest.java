package org.bactrian.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bactrian.unet.engine.ForeignProgram;
import org.bactrian.unet.plan.ForeignPlan;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Spacing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs of another make. */
class TritonEntryTest {

    private final Path folder;

    TritonEntryTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void aProgramThatSeesSlicesTakesNoDepth() throws IOException {
        assertThat(config("slices", new Index3(20, 24, 1)))
                .contains("dims: [ 1, 24, 20 ]", "dims: [ 2, 24, 20 ]")
                .contains("max_batch_size: 1\n");
    }

    @Test
    void aProgramThatMayKnowOnePatchIsGivenOne() throws IOException {
        assertThat(config("volumes", new Index3(20, 24, 16)))
                .contains("dims: [ 1, 16, 24, 20 ]", "dims: [ 2, 16, 24, 20 ]")
                .contains("max_batch_size: 1\n");
    }

    @Test
    void aQuoteInTheFoldersNameDoesNotEndTheName() throws IOException {
        assertThat(config("a\"b\\c", new Index3(20, 24, 16))).contains("name: \"a\\\"b\\\\c\"\n");
    }

    private String config(String name, Index3 patch) throws IOException {
        ModelBundle bundle = ModelBundle.of(
                new ModelBundle.Description(
                        new ForeignPlan(new Spacing(1, 1, 1), patch, 1, 2, List.of()),
                        List.of("background", "kidney"),
                        List.of(),
                        List.of(),
                        Provenance.of(Map.of(), Map.of())),
                ForeignProgram.of("net.pt", new byte[] {1}));
        TritonEntry.write(bundle, folder.resolve(name));
        return Files.readString(folder.resolve(name).resolve("config.pbtxt"));
    }
}
