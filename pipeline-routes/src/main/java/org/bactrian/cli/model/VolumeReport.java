package org.bactrian.cli.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bactrian.cli.file.FileNames;
import org.bactrian.cli.scan.GridReport;
import org.bactrian.nifti.NiftiHeader;
import org.bactrian.nifti.NiftiReader;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Volume;

/**
 * What a NIfTI file is.
 *
 * @param kind always {@code volume}
 * @param file its name
 * @param format NIfTI-1 or NIfTI-2
 * @param byteOrder of the file
 * @param voxelType how one number is stored
 * @param slope turns stored numbers into intensities, with {@code intercept}
 * @param placement which fields say where the grid lies: sform, qform or none
 * @param grid in the file's own axis order
 * @param voxels what is in it, where that was asked for
 */
record VolumeReport(
        String kind,
        String file,
        String format,
        String byteOrder,
        String voxelType,
        double slope,
        double intercept,
        String placement,
        GridReport grid,
        Optional<Voxels> voxels) {

    /** The smallest and the largest intensity, and the mean of all. */
    record Voxels(double smallest, double largest, double mean) {

        static Voxels of(Volume volume) {
            double smallest = Double.POSITIVE_INFINITY;
            double largest = Double.NEGATIVE_INFINITY;
            double sum = 0;
            Index3 size = volume.geometry().size();
            float[] row = new float[size.x()];
            for (int line = 0; line < size.y() * (long) size.z(); line++) {
                volume.line(new Index3(0, line % size.y(), line / size.y()), 0, row.length, row, 0);
                for (float voxel : row) {
                    smallest = Math.min(smallest, voxel);
                    largest = Math.max(largest, voxel);
                    sum += voxel;
                }
            }
            return new Voxels(smallest, largest, sum / size.product());
        }
    }

    static VolumeReport of(Path path, boolean withVoxels) {
        NiftiHeader header = NiftiReader.readHeader(path);
        return new VolumeReport(
                "volume",
                FileNames.last(path),
                header.version().name().replace('_', '-').replace("NIFTI", "NIfTI"),
                header.byteOrder().toString().toLowerCase(Locale.ROOT).replace('_', ' '),
                header.voxelType().toString(),
                header.scaling().slope(),
                header.scaling().intercept(),
                header.placement().name().toLowerCase(Locale.ROOT),
                GridReport.of(header.geometry()),
                withVoxels ? Optional.of(Voxels.of(NiftiReader.read(path).volume())) : Optional.empty());
    }

    /** The same for people. */
    List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(
                "file         " + file,
                "format       %s, %s".formatted(format, byteOrder),
                "voxels       %s, %s".formatted(grid.sizeText(), voxelType),
                "scaling      %s x stored + %s".formatted(slope, intercept),
                "spacing      " + grid.spacingText(),
                "origin       " + grid.originText(),
                "orientation  %s (from %s)".formatted(grid.orientation(), placement)));
        voxels.ifPresent(range -> lines.add(String.format(
                Locale.ROOT, "intensities  %.6g to %.6g, mean %.6g", range.smallest(), range.largest(), range.mean())));
        return lines;
    }
}
