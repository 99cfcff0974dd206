package org.bactrian.cli.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bactrian.cli.Scans;
import org.bactrian.cli.scan.Scan;
import org.bactrian.nifti.NiftiReader;
import org.bactrian.nifti.NiftiWriter;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Case;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstReadTest {

    private static final Geometry GRID = Scans.grid(6, 5, 4);
    private static final MemoryBudget PLENTY = new MemoryBudget(1e9, 1);

    private final Path file;
    private final Scan scan;

    FirstReadTest(@TempDir Path folder) {
        file = folder.resolve("scan.nii.gz");
        scan = new Scan("scan", List.of(file));
    }

    @Test
    void aScanIsReadAheadHandedOutOnceAndReadAnewAfterwards() throws InterruptedException {
        float[] voxels = voxels(Scans.image(file, GRID));
        FirstRead first = new FirstRead();
        first.begin(file, () -> PLENTY);
        awaitReading();
        emptied(file);

        assertThat(first.read(scan).channels().get(0).voxels()).isEqualTo(voxels);
        assertThat(first.read(scan).channels().get(0).voxels()).containsOnly(0);
    }

    @Test
    void aScanThatTakesMuchOfTheMemoryIsNotReadAhead() throws InterruptedException {
        Scans.image(file, GRID);
        FirstRead first = new FirstRead();
        first.begin(file, () -> new MemoryBudget(4 * GRID.size().product(), 1));
        awaitReading();

        Scans.image(file, Scans.grid(7, 5, 4));

        assertThat(first.read(scan).geometry().size().x()).isEqualTo(7);
    }

    @Test
    void aScanThatCannotBeReadIsRefusedWhenItIsAskedFor() throws IOException {
        Files.write(file, new byte[] {1, 2, 3});
        FirstRead first = new FirstRead();
        first.begin(file, () -> PLENTY);

        assertThatThrownBy(() -> first.read(scan))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("scan.nii.gz");
    }

    @Test
    void anotherScanIsReadAsItIs(@TempDir Path elsewhere) {
        Scans.image(file, GRID);
        Scan other = new Scan("other", List.of(Scans.image(elsewhere.resolve("other.nii.gz"), Scans.grid(8, 5, 4))));
        FirstRead first = new FirstRead();
        first.begin(file, () -> PLENTY);

        assertThat(first.read(other).geometry().size().x()).isEqualTo(8);
        assertThat(first.read(scan).geometry()).isEqualTo(GRID);
    }

    @Test
    void theFirstOfSeveralChannelsIsReadAhead(@TempDir Path elsewhere) throws InterruptedException {
        float[] voxels = voxels(Scans.image(file, GRID));
        Scan both = new Scan("both", List.of(file, Scans.image(elsewhere.resolve("second.nii.gz"), GRID)));
        FirstRead first = new FirstRead();
        first.begin(file, () -> PLENTY);
        awaitReading();
        emptied(file);

        Case read = first.read(both);

        assertThat(read.channels().get(0).voxels()).isEqualTo(voxels);
        assertThat(read.channels().get(1).voxels()).isEqualTo(voxels);
    }

    @Test
    void oneFileIsReadAheadAndNoSecond(@TempDir Path elsewhere) throws InterruptedException {
        Scans.image(file, GRID);
        Path second = Scans.image(elsewhere.resolve("second.nii.gz"), GRID);
        FirstRead first = new FirstRead();
        first.begin(file, () -> PLENTY);
        first.begin(second, () -> PLENTY);
        awaitReading();
        emptied(second);

        Case read = first.read(new Scan("second", List.of(second)));

        assertThat(read.channels().get(0).voxels()).containsOnly(0);
    }

    private static float[] voxels(Path file) {
        return NiftiReader.read(file).volume().voxels();
    }

    private static void emptied(Path file) {
        NiftiWriter.write(
                file, new Volume(GRID, new float[Math.toIntExact(GRID.size().product())]));
    }

    private static void awaitReading() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("first-read")) {
                thread.join();
            }
        }
    }
}
