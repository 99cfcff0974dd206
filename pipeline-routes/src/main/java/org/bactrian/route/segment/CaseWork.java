package org.bactrian.route.segment;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bactrian.event.CaseEvent.Submitted;
import org.bactrian.nifti.NiftiReader;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Case;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.GridDifference;
import org.bactrian.volume.Volume;

/**
 * A case on its way along the route, once its files are here.
 *
 * @param submitted what was asked for
 * @param results where its results belong
 * @param folder its own folder for files, removed when the case is done
 * @param inputs the scan's files in that folder, one for each channel
 * @param truth the file of the label map to compare with
 * @param seconds by stage, in the order they ran
 */
record CaseWork(
        Submitted submitted,
        ResultFolder results,
        Path folder,
        List<Path> inputs,
        Optional<Path> truth,
        Map<String, Double> seconds)
        implements CaseBody<CaseWork> {

    @Override
    public CaseWork work() {
        return this;
    }

    @Override
    public CaseWork took(String stage, Duration elapsed) {
        Map<String, Double> longer = new LinkedHashMap<>(seconds);
        longer.put(stage, elapsed.toNanos() / 1e9);
        return new CaseWork(submitted, results, folder, inputs, truth, longer);
    }

    /**
     * Reads the scan, without labels.
     *
     * @throws BadCaseException when a file is no sound volume, or one, the truth included, lies on another grid than
     *     the first
     */
    Case scan() {
        List<Volume> channels = new ArrayList<>();
        for (Path input : inputs) {
            Volume channel = NiftiReader.read(input).volume();
            Geometry grid = (channels.isEmpty() ? channel : channels.get(0)).geometry();
            requireOn(grid, input, channel.geometry());
            channels.add(channel.on(grid));
        }
        Case scan = Case.of(submitted.caseId(), channels);
        truth.ifPresent(file ->
                requireOn(scan.geometry(), file, NiftiReader.readHeader(file).geometry()));
        return scan;
    }

    private static void requireOn(Geometry grid, Path file, Geometry found) {
        if (!found.coincidesWith(grid)) {
            GridDifference difference = found.differenceFrom(grid);
            throw BadCaseException.of(
                    String.valueOf(file.getFileName()),
                    "grid",
                    difference.found(),
                    "the grid of the scan, " + difference.expected());
        }
    }
}
