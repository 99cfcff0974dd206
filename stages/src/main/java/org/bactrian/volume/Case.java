package org.bactrian.volume;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One patient image on its way through the stages: its channels, the label map that belongs to them (truth while
 * training, the prediction after segmentation), and every grid it has lain on so far.
 *
 * @param id names the case in results, logs and messages; never patient data
 * @param channels at least one, all on the last of {@code grids}
 * @param labels on the last of {@code grids}, where there are labels
 * @param grids the scan's own grid first, the present one last
 * @param measurements what stages have measured so far
 */
public record Case(
        String id,
        List<Volume> channels,
        Optional<LabelMap> labels,
        List<Geometry> grids,
        List<Measurement> measurements) {

    public Case {
        channels = List.copyOf(channels);
        grids = List.copyOf(grids);
        measurements = List.copyOf(measurements);
        if (channels.isEmpty() || grids.isEmpty()) {
            throw new IllegalArgumentException("a case has at least one channel and one grid: " + id);
        }
        Geometry present = grids.get(grids.size() - 1);
        for (Volume channel : channels) {
            requireOn(present, channel.geometry(), "a channel");
        }
        labels.ifPresent(map -> requireOn(present, map.geometry(), "the label map"));
    }

    /** A case as it was read: one grid, nothing measured. */
    public static Case of(String id, List<Volume> channels) {
        return new Case(id, channels, Optional.empty(), List.of(channels.get(0).geometry()), List.of());
    }

    /** A case of one channel as it was read. */
    public static Case of(String id, Volume volume) {
        return of(id, List.of(volume));
    }

    /** The grid the case lies on now. */
    public Geometry geometry() {
        return grids.get(grids.size() - 1);
    }

    /** The grid of the scan as it was read. */
    public Geometry scanGeometry() {
        return grids.get(0);
    }

    /** The same case with other intensities on the same grid. */
    public Case withChannels(List<Volume> replaced) {
        return new Case(id, replaced, labels, grids, measurements);
    }

    /** The same case with a label map on its present grid. */
    public Case withLabels(LabelMap map) {
        return new Case(id, channels, Optional.of(map), grids, measurements);
    }

    /** The same case with one more measurement. */
    public Case measured(List<Measurement> more) {
        List<Measurement> all = new ArrayList<>(measurements);
        all.addAll(more);
        return new Case(id, channels, labels, grids, all);
    }

    /** The case moved to another grid, which is added to its history. Labels, where there are any, move along. */
    public Case onto(List<Volume> moved, Optional<LabelMap> movedLabels) {
        List<Geometry> history = new ArrayList<>(grids);
        history.add(moved.get(0).geometry());
        return new Case(id, moved, movedLabels, history, measurements);
    }

    private static void requireOn(Geometry expected, Geometry actual, String what) {
        if (!expected.equals(actual)) {
            throw new IllegalArgumentException("%s lies on %s, the case on %s".formatted(what, actual, expected));
        }
    }
}
