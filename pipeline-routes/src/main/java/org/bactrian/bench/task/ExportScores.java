package org.bactrian.bench.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.bactrian.nifti.NiftiHeader;
import org.bactrian.nifti.NiftiLabels;
import org.bactrian.nifti.NiftiReader;
import org.bactrian.nifti.NiftiWriter;
import org.bactrian.numeric.grid.Regrid;
import org.bactrian.numeric.spline.ResampleRule;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.LabelMap;

/** Scores of classes on a network's grid become a packed label map in the geometry of the scan. */
final class ExportScores implements Task {

    private static final long BYTES_A_MIB = 1 << 20;

    private final NiftiHeader header;
    private final Geometry networkGrid;
    private final float[][] scores;

    private ExportScores(NetworkGrid grid, NiftiLabels like, int classes) {
        header = like.header();
        Geometry scan = like.map().geometry();
        networkGrid = scan.resized(ResampleRule.of(scan, grid.spacingMm()).size());
        scores = new NoisyScores(like.map(), networkGrid).of(classes);
    }

    /** Words: the grid, the label map that the scores mean, the number of classes. */
    static Task of(List<String> words) {
        return new ExportScores(
                NetworkGrid.of(words.get(0)),
                NiftiReader.readLabels(Path.of(words.get(1))),
                Integer.parseInt(words.get(2)));
    }

    @Override
    public Supplier<String> run() {
        LabelMap labels = Regrid.between(networkGrid, header.geometry()).argMax(scores);
        try {
            Path file = Files.createTempFile("bactrian-bench", ".nii.gz");
            try {
                NiftiWriter.write(file, labels, header);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write the label map", failed);
        }
        return () -> "%s from %d scores of %s, %d MiB"
                .formatted(
                        header.geometry().size(),
                        scores.length,
                        networkGrid.size(),
                        networkGrid.size().product() * scores.length * Float.BYTES / BYTES_A_MIB);
    }
}
