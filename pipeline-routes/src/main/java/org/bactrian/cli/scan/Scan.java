package org.bactrian.cli.scan;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bactrian.cli.file.FileNames;
import org.bactrian.nifti.NiftiHeader;
import org.bactrian.nifti.NiftiReader;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Case;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.GridDifference;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Volume;

/**
 * The files of one case.
 *
 * @param caseId names the case and its results
 * @param channels one file each, all on one grid
 */
public record Scan(String caseId, List<Path> channels) {

    public Scan {
        channels = List.copyOf(channels);
    }

    /** The header that results are written like. */
    public NiftiHeader header() {
        return NiftiReader.readHeader(channels.get(0));
    }

    /**
     * Refuses a case that has not as many files as a model has channels.
     *
     * @throws BadCaseException naming the files that are there, and those that are expected
     */
    public void requireChannels(int expected) {
        if (channels.size() != expected) {
            String first = channels.stream().map(FileNames::last).collect(Collectors.joining(", "));
            String stem = FileNames.caseIdOfChannel(channels.get(0));
            throw BadCaseException.of(
                    caseId,
                    "channels",
                    first,
                    "%d files, as the model has channels: %s_0000.nii.gz to %s_%04d.nii.gz"
                            .formatted(expected, stem, stem, expected - 1));
        }
    }

    /** What reading it takes of memory. */
    public MemoryForecast forecast() {
        return MemoryForecast.ofReading(caseId, header(), channels.size());
    }

    /** Reads the intensities. */
    public Case read() {
        return read(file -> NiftiReader.read(file).volume());
    }

    /** Has the intensities read file by file; every channel takes the first one's grid, for headers round. */
    public Case read(Function<Path, Volume> reader) {
        Geometry grid = header().geometry();
        return Case.of(
                caseId,
                channels.stream()
                        .map(file -> {
                            Volume volume = reader.apply(file);
                            requireGrid(grid, volume.geometry(), file);
                            return volume.on(grid);
                        })
                        .toList());
    }

    /**
     * Reads a label map of this scan.
     *
     * @throws BadCaseException when it lies on another grid
     */
    public LabelMap readLabels(Path file) {
        Geometry grid = header().geometry();
        requireGrid(grid, NiftiReader.readHeader(file).geometry(), file);
        LabelMap labels = NiftiReader.readLabels(file).map();
        return labels.isWide() ? LabelMap.of(grid, labels.shorts()) : LabelMap.of(grid, labels.bytes());
    }

    private static void requireGrid(Geometry scan, Geometry other, Path file) {
        if (!other.coincidesWith(scan)) {
            GridDifference difference = other.differenceFrom(scan);
            throw BadCaseException.of(
                    FileNames.last(file), "grid", difference.found(), "the grid of the scan, " + difference.expected());
        }
    }
}
