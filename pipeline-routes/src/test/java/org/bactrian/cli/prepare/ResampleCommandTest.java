package org.bactrian.cli.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bactrian.cli.Run;
import org.bactrian.cli.Scans;
import org.bactrian.cli.terminal.ExitCode;
import org.bactrian.nifti.NiftiReader;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResampleCommandTest {

    private final Path folder;
    private final Path out;

    ResampleCommandTest(@TempDir Path folder) {
        this.folder = folder;
        out = folder.resolve("new/out.nii.gz");
    }

    @Test
    void anImageComesOntoTheNewSpacingInItsOwnOrientation() {
        Path scan = Scans.image(folder.resolve("ct.nii.gz"), Scans.grid(20, 16, 10));

        Run run = Run.of("resample", scan.toString(), "--spacing", "1,2,4", "--out", out.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains("40 x 16 x 10").contains("was 20 x 16 x 10");
        Geometry after = NiftiReader.readHeader(out).geometry();
        assertThat(after.size()).isEqualTo(new Index3(40, 16, 10));
        assertThat(after.direction()).isEqualTo(Scans.grid(20, 16, 10).direction());
        assertThat(after.origin().x()).isCloseTo(50.5, within(1e-4));
    }

    @Test
    void intensitiesStayWithinTheirRange() {
        Path scan = Scans.image(folder.resolve("ct.nii.gz"), Scans.grid(20, 16, 10));

        Run.of("resample", scan.toString(), "--spacing", "1.3,1.7,2.9", "--out", out.toString());

        Volume resampled = NiftiReader.read(out).volume();
        for (float voxel : resampled.voxels()) {
            assertThat(voxel).isBetween(-1000f, 40f);
        }
    }

    @Test
    void aLabelMapGetsNoLabelThatWasNotThere() {
        Path truth = Scans.labels(folder.resolve("truth.nii.gz"), Scans.grid(20, 16, 10));

        Run run = Run.of("resample", truth.toString(), "--labels", "--spacing", "1,1,2", "--out", out.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        LabelMap labels = NiftiReader.readLabels(out).map();
        assertThat(labels.largest()).isEqualTo(1);
        assertThat(labels.at(20, 16, 10)).isEqualTo(1);
        assertThat(labels.at(0, 0, 0)).isZero();
    }

    @Test
    void tellsTheGridsBeforeAndAfterAsJson() throws IOException {
        Path scan = Scans.image(folder.resolve("ct.nii.gz"), Scans.grid(20, 16, 10));

        Run run = Run.of("resample", scan.toString(), "--spacing", "1,2,4", "--out", out.toString(), "--json");

        JsonNode report = new ObjectMapper().readTree(run.out());
        assertThat(report.at("/before/size/0").asInt()).isEqualTo(20);
        assertThat(report.at("/after/size/0").asInt()).isEqualTo(40);
        assertThat(report.at("/after/orientation").asText()).isEqualTo("LPS");
    }

    @Test
    void aScanIsNotWrittenOverByItsOwnResult() throws IOException {
        Path scan = Scans.image(folder.resolve("ct.nii.gz"), Scans.grid(20, 16, 10));
        byte[] before = Files.readAllBytes(scan);

        Run run = Run.of("resample", scan.toString(), "--spacing", "3,3,3", "--out", folder + "/./ct.nii.gz");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--out would write over", "which is an input");
        assertThat(scan).hasBinaryContent(before);
    }

    @Test
    void whatItTakesIsToldBeforeItIsTaken() {
        Path scan = Scans.image(folder.resolve("ct.nii.gz"), Scans.grid(100, 100, 50));

        Run run = Run.of(
                "resample",
                scan.toString(),
                "--spacing",
                "1,1,4",
                "--out",
                folder.resolve("fine.nii.gz").toString());

        assertThat(run.err()).contains("ct: 100 x 100 x 50 float32, reading takes 2 MB, all of it about 10 MB");
    }

    @Test
    void aSpacingThatFillsTheMemoryIsRefusedBeforeAnythingIsMade() {
        Path scan = Scans.image(folder.resolve("ct.nii.gz"), Scans.grid(20, 16, 10));

        Run run = Run.of("resample", scan.toString(), "--spacing", "1e-9,1,1", "--out", out.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--spacing").contains("memory holds");
        assertThat(out).doesNotExist();
    }

    @Test
    void everythingWrongWithTheArgumentsIsListedAtOnce() {
        Run run = Run.of("resample", "--spacing", "1,2", "--frobnicate");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("1.62,1.62,3.22, got '1,2'", "--frobnicate", "--out");
    }

    @Test
    void aMissingInputIsNamed() {
        Run run = Run.of("resample", "nowhere.nii", "--spacing", "1,1,1", "--out", out.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("there is no file or folder nowhere.nii");
    }

    @Test
    void anOutputThatIsNoNiftiNameIsRefused() {
        Path scan = Scans.image(folder.resolve("ct.nii.gz"), Scans.grid(6, 5, 4));

        Run run = Run.of("resample", scan.toString(), "--spacing", "1,1,1", "--out", "out.png");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--out must end in .nii.gz or .nii, got out.png");
    }
}
