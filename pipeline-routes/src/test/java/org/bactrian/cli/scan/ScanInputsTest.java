package org.bactrian.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bactrian.cli.file.StoredInputs;
import org.bactrian.volume.BadCaseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanInputsTest {

    private static final StoredInputs LOCAL = new StoredInputs(() -> {
        throw new AssertionError("asked for a store");
    });

    private final Path folder;

    ScanInputsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void aChannelNumberIsNoPartOfTheCase() throws IOException {
        files("b_0000.nii.gz", "a_0000.nii", "c.nii.gz");

        List<Scan> scans = ScanInputs.find(List.of(folder.toString()), 1, LOCAL);

        assertThat(scans).extracting(Scan::caseId).containsExactly("a", "b", "c");
    }

    @Test
    void filesOfOneCaseAreItsChannelsInOrder() throws IOException {
        files("a_0001.nii.gz", "a_0000.nii.gz", "b_0000.nii.gz", "b_0001.nii.gz");

        List<Scan> scans = ScanInputs.find(List.of(folder.toString()), 2, LOCAL);

        assertThat(scans).extracting(Scan::caseId).containsExactly("a", "b");
        assertThat(scans.get(0).channels())
                .containsExactly(folder.resolve("a_0000.nii.gz"), folder.resolve("a_0001.nii.gz"));
    }

    @Test
    void numberedScansAreCasesOfTheirOwnForAModelOfOneChannel() throws IOException {
        files("scan_0000.nii.gz", "scan_0001.nii.gz", "scan_0002.nii.gz");

        List<Scan> scans = ScanInputs.find(List.of(folder.toString()), 1, LOCAL);

        assertThat(scans).extracting(Scan::caseId).containsExactly("scan_0000", "scan_0001", "scan_0002");
    }

    @Test
    void imagesOfOtherFormatsAreRefusedByTheirNames() throws IOException {
        files("a_0000.NRRD", "b.mha");

        assertThatThrownBy(() -> ScanInputs.find(
                        List.of(folder.toString(), folder.resolve("b.mha").toString()), 1, LOCAL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "not supported: the nrrd folder %1$s; give NIfTI files\nnot supported: the mha file %1$s/b.mha; give a NIfTI file",
                        folder);
    }

    @Test
    void hiddenAndOtherFilesArePassedOver() throws IOException {
        files("a.nii.gz", ".a.nii.gz.part", "readme.txt", ".hidden.nii");

        List<Scan> scans = ScanInputs.find(List.of(folder.toString()), 1, LOCAL);

        assertThat(scans).extracting(Scan::caseId).containsExactly("a");
    }

    @Test
    void aSingleFileIsACase() throws IOException {
        files("case_00042_0000.nii.gz");

        List<Scan> scans =
                ScanInputs.find(List.of(folder.resolve("case_00042_0000.nii.gz").toString()), 1, LOCAL);

        assertThat(scans).extracting(Scan::caseId).containsExactly("case_00042");
    }

    @Test
    void theFirstChannelStandsForThoseBesideIt() throws IOException {
        files("a_0000.nii.gz", "a_0001.nii.gz");

        List<Scan> scans =
                ScanInputs.find(List.of(folder.resolve("a_0000.nii.gz").toString()), 2, LOCAL);

        assertThat(scans.get(0).caseId()).isEqualTo("a");
        assertThat(scans.get(0).channels())
                .containsExactly(folder.resolve("a_0000.nii.gz"), folder.resolve("a_0001.nii.gz"));
    }

    @Test
    void channelsMayBePackedOrNot() throws IOException {
        files("a_0000.nii.gz", "a_0001.nii");

        List<Scan> scans =
                ScanInputs.find(List.of(folder.resolve("a_0000.nii.gz").toString()), 2, LOCAL);

        assertThat(scans.get(0).channels())
                .containsExactly(folder.resolve("a_0000.nii.gz"), folder.resolve("a_0001.nii"));
    }

    @Test
    void aCaseThatLacksAChannelTellsWhichFilesAreExpected() throws IOException {
        files("b_0000.nii.gz");

        Scan scan = ScanInputs.find(List.of(folder.toString()), 2, LOCAL).get(0);

        assertThatThrownBy(() -> scan.requireChannels(2))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining(
                        "channels is b_0000.nii.gz, expected 2 files, as the model has channels: b_0000.nii.gz to b_0001.nii.gz");
    }

    @Test
    void anEmptyArgumentIsNotTheFolderOneIsIn() {
        assertThatThrownBy(() -> ScanInputs.find(List.of(""), 1, LOCAL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an INPUT is empty");
    }

    private void files(String... names) throws IOException {
        for (String name : names) {
            Files.createFile(folder.resolve(name));
        }
    }
}
