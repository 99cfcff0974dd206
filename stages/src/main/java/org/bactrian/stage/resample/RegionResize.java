package org.bactrian.stage.resample;

import org.bactrian.numeric.spline.LabelResize;
import org.bactrian.numeric.spline.LabelRule;
import org.bactrian.numeric.spline.Lines;
import org.bactrian.numeric.spline.ResampleRule;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Volume;

/**
 * Resizes a region as nnU-Net's first version does, which marks the outside and leaves 0 inside: where rounding leaves neither
 * with half of the share, or both, a voxel is inside.
 */
final class RegionResize {

    private RegionResize() {}

    /** The region as a channel: 1 inside and 0 outside. */
    static Volume resize(LabelMap region, ResampleRule rule) {
        LabelMap marked = LabelResize.resize(outsideMarked(region), rule, LabelRule.THRESHOLD, Lines.allCores());
        float[] voxels = new float[marked.length()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = marked.at(i) == marked.outside() ? 0 : 1;
        }
        return new Volume(marked.geometry(), voxels);
    }

    private static LabelMap outsideMarked(LabelMap region) {
        LabelMap marked = LabelMap.background(region.geometry(), false);
        for (int i = 0; i < marked.length(); i++) {
            if (region.at(i) == 0) {
                marked.bytes()[i] = (byte) marked.outside();
            }
        }
        return marked;
    }
}
