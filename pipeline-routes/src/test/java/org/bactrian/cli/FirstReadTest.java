package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Case;
import org.bactrian.volume.Geometry;
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
        Scans.image(file, GRID);
        FirstRead first = new FirstRead();
        first.begin(scan, PLENTY);
        awaitReading();
        Scans.image(file, Scans.grid(7, 5, 4));

        Case ahead = first.read(scan);
        Case again = first.read(scan);

        assertThat(ahead.geometry()).isEqualTo(GRID);
        assertThat(again.geometry().size().x()).isEqualTo(7);
    }

    @Test
    void aScanThatTakesMuchOfTheMemoryIsNotReadAhead() throws InterruptedException {
        Scans.image(file, GRID);
        FirstRead first = new FirstRead();
        first.begin(scan, new MemoryBudget(4 * GRID.size().product(), 1));
        awaitReading();

        Scans.image(file, Scans.grid(7, 5, 4));

        assertThat(first.read(scan).geometry().size().x()).isEqualTo(7);
    }

    @Test
    void aScanThatCannotBeReadIsRefusedWhenItIsAskedFor() throws IOException {
        Files.write(file, new byte[] {1, 2, 3});
        FirstRead first = new FirstRead();
        first.begin(scan, PLENTY);

        assertThatThrownBy(() -> first.read(scan))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("scan.nii.gz");
    }

    @Test
    void anotherScanIsReadAsItIs(@TempDir Path elsewhere) {
        Scans.image(file, GRID);
        Scan other = new Scan("other", List.of(Scans.image(elsewhere.resolve("other.nii.gz"), Scans.grid(8, 5, 4))));
        FirstRead first = new FirstRead();
        first.begin(scan, PLENTY);

        assertThat(first.read(other).geometry().size().x()).isEqualTo(8);
        assertThat(first.read(scan).geometry()).isEqualTo(GRID);
    }

    private static void awaitReading() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("first-read")) {
                thread.join();
            }
        }
    }
}
