package org.bactrian.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bactrian.bench.Outcome.Failed;
import org.bactrian.bench.Outcome.Measured;
import org.bactrian.nifti.NiftiReader;
import org.bactrian.volume.LabelMap;

/**
 * A scan is segmented by a whole cold process; what comes out is held against the peer's label map once there is one, which
 * is from the second turn on.
 *
 * @param arguments of the launcher
 * @param written the label map
 * @param peers the label map of the peer
 */
record WholeCase(List<String> arguments, Path written, Path peers) implements Work {

    WholeCase {
        arguments = List.copyOf(arguments);
    }

    @Override
    public Outcome measure(Workbench bench) throws InterruptedException {
        Outcome outcome = new WholeProcess(arguments).measure(bench);
        if (outcome instanceof Failed) {
            return outcome;
        }
        Measured seen = outcome.measured().orElseThrow();
        return new Measured(seen.wall(), seen.cpu(), seen.peakRssMib(), compared(), seen.versions());
    }

    private String compared() {
        LabelMap ours = NiftiReader.readLabels(written).map();
        LabelMap theirs = Files.exists(peers) ? NiftiReader.readLabels(peers).map() : ours;
        int foreground = 0;
        int different = 0;
        for (int i = 0; i < ours.length(); i++) {
            foreground += theirs.at(i) > 0 ? 1 : 0;
            different += ours.at(i) == theirs.at(i) ? 0 : 1;
        }
        return theirs == ours
                ? "%d foreground voxels".formatted(foreground)
                : "%d of the peer's %d foreground voxels differ".formatted(different, foreground);
    }
}
