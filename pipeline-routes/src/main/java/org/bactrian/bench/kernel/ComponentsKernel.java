package org.bactrian.bench.kernel;

import org.bactrian.numeric.components.ConnectedComponents;
import org.bactrian.numeric.components.Connectivity;
import org.bactrian.volume.LabelMap;
import org.openjdk.jmh.annotations.Benchmark;

/** Kidneys, a tumour and 200 specks fall into their components. */
public class ComponentsKernel extends KernelSettings {

    private final LabelMap labels = Abdomen.specks();

    /** With 26 neighbours. */
    @Benchmark
    public int count() {
        return ConnectedComponents.of(labels, label -> label > 0, Connectivity.TWENTY_SIX)
                .count();
    }
}
