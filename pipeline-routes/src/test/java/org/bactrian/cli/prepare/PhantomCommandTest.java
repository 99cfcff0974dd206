package org.bactrian.cli.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bactrian.cli.Run;
import org.bactrian.cli.terminal.ExitCode;
import org.bactrian.nifti.NiftiReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhantomCommandTest {

    private final Path out;

    PhantomCommandTest(@TempDir Path folder) {
        out = folder.resolve("data");
    }

    @Test
    void makesScansAndTheirTruthInTheLayoutOfNnUNet() throws IOException {
        Run run = Run.of("phantom", "--out", out.toString(), "--count", "2", "--seed", "3");

        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        Path image = out.resolve("imagesTr/phantom_0001_0000.nii.gz");
        Path truth = out.resolve("labelsTr/phantom_0001.nii.gz");
        assertThat(NiftiReader.readHeader(image).geometry())
                .isEqualTo(NiftiReader.readHeader(truth).geometry());
        assertThat(Files.readString(out.resolve("dataset.json"))).contains("\"numTraining\": 2");
    }

    @Test
    void tellsWhatItMadeAsJsonAndItsProgressElsewhere() throws IOException {
        Run run = Run.of("phantom", "--out", out.toString(), "--count", "1", "--seed", "3", "--json");

        assertThat(new ObjectMapper().readTree(run.out()).at("/count").asInt()).isEqualTo(1);
        assertThat(run.err()).contains("phantom 100 %");
    }

    @Test
    void isSilentWhenQuiet() {
        Run run = Run.of("phantom", "--out", out.toString(), "--count", "1", "--seed", "3", "--quiet");

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("1 phantoms of seed 3");
    }

    @Test
    void aCountThatIsNotPositiveIsBadUsage() {
        Run run = Run.of("phantom", "--out", out.toString(), "--count", "0", "--seed", "3");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("at least 1, got 0");
    }

    @Test
    void aFolderWithOtherPhantomsIsLeftAlone() {
        Run.of("phantom", "--out", out.toString(), "--count", "1", "--seed", "3");

        Run run = Run.of("phantom", "--out", out.toString(), "--count", "1", "--seed", "4");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("describes another data set");
    }
}
