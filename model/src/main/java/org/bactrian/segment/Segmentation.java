package org.bactrian.segment;

import java.util.List;
import org.bactrian.segment.confidence.Confidence;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Measurement;

/**
 * What came of one case.
 *
 * @param labels on the grid of the scan
 * @param measurements what the model's stages have measured
 * @param confidence how far to trust it
 */
public record Segmentation(LabelMap labels, List<Measurement> measurements, Confidence confidence) {

    public Segmentation {
        measurements = List.copyOf(measurements);
    }
}
