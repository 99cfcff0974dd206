package org.bactrian.stage.measure;

import java.util.Map;
import java.util.TreeMap;
import org.bactrian.numeric.components.ConnectedComponents;
import org.bactrian.numeric.components.Connectivity;
import org.bactrian.volume.LabelMap;

/**
 * The tumours of a label map that are large enough to count.
 *
 * @param count how many
 * @param largestDiameterMm the greatest axial diameter of any of them; 0 without tumours
 */
record Tumors(int count, double largestDiameterMm) {

    static Tumors of(LabelMap labels, MeasureVolumesConfig config) {
        ConnectedComponents components = ConnectedComponents.of(
                labels, label -> label == config.tumorLabel(), Connectivity.of(config.connectivity()));
        Map<Integer, AxialDiameter> counted = new TreeMap<>();
        components.forEachRun((component, from, to) -> {
            if (components.volumeMm3(component) >= config.smallestTumorMl() * 1000) {
                AxialDiameter diameter =
                        counted.computeIfAbsent(component, first -> new AxialDiameter(labels.geometry()));
                for (int at = from; at < to; at++) {
                    diameter.include(at);
                }
            }
        });
        double largest =
                counted.values().stream().mapToDouble(AxialDiameter::mm).max().orElse(0);
        return new Tumors(counted.size(), largest);
    }
}
