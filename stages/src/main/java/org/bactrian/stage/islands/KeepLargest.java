package org.bactrian.stage.islands;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bactrian.numeric.components.ConnectedComponents;
import org.bactrian.numeric.components.Connectivity;
import org.bactrian.stage.Stage;
import org.bactrian.stage.StageFactory;
import org.bactrian.volume.LabelMap;

/** Clears all islands of a structure but the largest. */
public final class KeepLargest implements StageFactory<KeepLargestConfig> {

    @Override
    public String name() {
        return "keep-largest";
    }

    @Override
    public String summary() {
        return "Keeps the largest islands of a structure and turns its others into background.";
    }

    @Override
    public Class<KeepLargestConfig> configType() {
        return KeepLargestConfig.class;
    }

    @Override
    public Stage create(KeepLargestConfig config) {
        return LabelStage.of(labels -> kept(labels, config));
    }

    /** The rule itself; the labels that are given are not modified. */
    public static LabelMap kept(LabelMap labels, KeepLargestConfig config) {
        ConnectedComponents islands = ConnectedComponents.of(
                labels, new Structure(config.labels()).belongs(), Connectivity.of(config.connectivity()));
        long smallestKept = smallestKept(islands, config.count());
        double sparedMm3 = config.spareFromMm3().orElse(Double.POSITIVE_INFINITY);
        return islands.without(
                labels, island -> islands.voxels(island) < smallestKept && islands.volumeMm3(island) < sparedMm3);
    }

    /** The voxels of the last island that is kept for its rank. */
    private static long smallestKept(ConnectedComponents islands, int count) {
        LongStream sizes = IntStream.range(0, islands.count()).mapToLong(islands::voxels);
        long[] ascending = sizes.sorted().toArray();
        return count > ascending.length ? 0 : ascending[ascending.length - count];
    }
}
