package org.bactrian.unet.plan;

import java.util.List;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Spacing;

/** What decides how scans are shown to a network, whoever wrote its program. All triples are x, y, z. */
public sealed interface NetworkPlan permits UNetPlan, ForeignPlan {

    /** The voxel spacing the network sees. */
    Spacing spacingMm();

    /** The voxels the network sees at once. */
    Index3 patch();

    /** Images stacked as input. */
    int inputChannels();

    /** Labels the network tells apart, background included, or regions it marks. */
    int classes();

    /** The axes (0 for x, 1 for y, 2 for z) along which an image may be flipped. */
    List<Integer> mirrorAxes();

    /** Whether the network sees every slice alone. */
    default boolean isFlat() {
        return patch().z() == 1;
    }
}
