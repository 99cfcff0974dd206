package org.bactrian.route.segment;

import org.bactrian.segment.confidence.Certainty;
import org.bactrian.volume.LabelMap;

/**
 * What networks have found in a scan.
 *
 * @param labels on the scan's grid, before any clean-up
 * @param certainty how sure they are
 */
public record LabelsFound(LabelMap labels, Certainty certainty) {}
