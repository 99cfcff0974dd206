package org.bactrian.stage.kidneys;

import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bactrian.numeric.components.ConnectedComponents;
import org.bactrian.numeric.components.Connectivity;
import org.bactrian.volume.LabelMap;

/**
 * The connected components of all labels together, and which of them are kept. Components of a finding that touch no
 * kidney are exactly the components without a kidney voxel: inside a component, findings that do not hang together can
 * only be joined by kidney.
 */
record Islands(ConnectedComponents components, Set<Integer> kept) {

    private static final double MM3_PER_ML = 1000;

    static Islands of(LabelMap labels, KeepTwoKidneysConfig config) {
        ConnectedComponents components =
                ConnectedComponents.of(labels, label -> label > 0, Connectivity.of(config.connectivity()));
        boolean[] holdsKidney = holdsKidney(components, labels, config.kidneyLabel());
        Set<Integer> kept = IntStream.range(0, components.count())
                .filter(component -> holdsKidney[component])
                .filter(component -> components.volumeMm3(component) >= config.minimumMl() * MM3_PER_ML)
                .boxed()
                .sorted(Comparator.comparingLong(components::voxels).reversed())
                .limit(config.kidneys())
                .collect(Collectors.toSet());
        return new Islands(components, kept);
    }

    /** The labels of the kept islands on the same grid. */
    LabelMap kept(LabelMap labels) {
        return components.kept(labels, kept::contains);
    }

    private static boolean[] holdsKidney(ConnectedComponents components, LabelMap labels, int kidneyLabel) {
        boolean[] holds = new boolean[components.count()];
        components.forEachRun((component, from, to) -> {
            for (int at = from; at < to; at++) {
                holds[component] |= labels.at(at) == kidneyLabel;
            }
        });
        return holds;
    }
}
