package org.bactrian.bench.task;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.bactrian.nifti.NiftiReader;
import org.bactrian.numeric.components.ConnectedComponents;
import org.bactrian.numeric.components.Connectivity;
import org.bactrian.volume.LabelMap;

/** The foreground of a label map in memory falls into components of 26 neighbours. */
final class FindComponents implements Task {

    private final LabelMap labels;

    FindComponents(Path file) {
        labels = NiftiReader.readLabels(file).map();
    }

    @Override
    public Supplier<String> run() {
        ConnectedComponents found = ConnectedComponents.of(labels, label -> label > 0, Connectivity.TWENTY_SIX);
        return () -> found.count() + " components";
    }
}
