package org.bactrian.numeric.intensity;

import java.util.List;
import org.bactrian.numeric.components.Holes;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Volume;

/**
 * The region that was scanned: voxels that are not zero in at least one channel, and the holes they enclose (background
 * that shares no face with what reaches the border of the grid).
 */
public final class NonzeroRegion {

    /** The label of voxels inside. */
    public static final int INSIDE = 1;

    private NonzeroRegion() {}

    /**
     * The region as a map of {@link #INSIDE} and 0.
     *
     * @param channels on one grid; not modified
     */
    public static LabelMap of(List<Volume> channels) {
        Geometry grid = channels.get(0).geometry();
        byte[] region = new byte[Math.toIntExact(grid.size().product())];
        for (Volume channel : channels) {
            include(channel, region);
        }
        return Holes.filled(LabelMap.of(grid, region), label -> label == INSIDE, INSIDE);
    }

    private static void include(Volume channel, byte[] region) {
        Index3 size = channel.geometry().size();
        float[] row = new float[size.x()];
        for (int at = 0; at < region.length; at += row.length) {
            channel.line(size.voxelAt(at), 0, row.length, row, 0);
            for (int x = 0; x < row.length; x++) {
                if (row[x] != 0) {
                    region[at + x] = INSIDE;
                }
            }
        }
    }
}
