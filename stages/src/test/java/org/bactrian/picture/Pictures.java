package org.bactrian.picture;

import java.util.Arrays;
import org.bactrian.volume.Direction;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Vector3;
import org.bactrian.volume.Volume;

/** Small scans to make pictures of. */
final class Pictures {

    /** Axes along Right, Anterior, Superior. */
    static final Direction RAS = Direction.RAS;

    /** Every axis the other way round. */
    static final Direction LPI = new Direction(new Vector3(-1, 0, 0), new Vector3(0, -1, 0), new Vector3(0, 0, -1));

    /** As KiTS stores its cases: slices along the first axis, from head to feet. */
    static final Direction IPL = new Direction(new Vector3(0, 0, -1), new Vector3(0, -1, 0), new Vector3(-1, 0, 0));

    private Pictures() {}

    static Geometry grid(Index3 size, Spacing spacing, Direction direction) {
        return new Geometry(size, spacing, new Vector3(0, 0, 0), direction);
    }

    static Volume scan(Geometry grid, float intensity) {
        float[] voxels = new float[(int) grid.size().product()];
        Arrays.fill(voxels, intensity);
        return new Volume(grid, voxels);
    }

    static LabelMap unlabelled(Geometry grid) {
        return LabelMap.of(grid, new byte[(int) grid.size().product()]);
    }

    /** Labels the voxels of a box, from a first voxel to a last. */
    static LabelMap labelled(Geometry grid, Index3 first, Index3 last, int label) {
        Index3 size = grid.size();
        byte[] labels = new byte[(int) size.product()];
        for (int z = first.z(); z <= last.z(); z++) {
            for (int y = first.y(); y <= last.y(); y++) {
                for (int x = first.x(); x <= last.x(); x++) {
                    labels[x + size.x() * (y + size.y() * z)] = (byte) label;
                }
            }
        }
        return LabelMap.of(grid, labels);
    }

    /** A scan that is black but for the voxels nearest to a patient position's octant corner. */
    static Volume brightTowards(Geometry grid, Vector3 corner) {
        Index3 size = grid.size();
        Vector3 middle = grid.position((size.x() - 1) / 2.0, (size.y() - 1) / 2.0, (size.z() - 1) / 2.0);
        float[] voxels = new float[(int) size.product()];
        for (int i = 0; i < voxels.length; i++) {
            int x = i % size.x();
            int y = i / size.x() % size.y();
            int z = i / (size.x() * size.y());
            Vector3 from = grid.position(x, y, z).plus(-1, middle);
            boolean bright = from.x() * corner.x() >= 0 && from.y() * corner.y() >= 0 && from.z() * corner.z() >= 0;
            voxels[i] = bright ? 1000 : -1000;
        }
        return new Volume(grid, voxels);
    }
}
