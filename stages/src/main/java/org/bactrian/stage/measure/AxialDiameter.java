package org.bactrian.stage.measure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;

/**
 * The greatest diameter of one object in any axial slice, as it is measured for the stage of a renal tumour. The axial
 * slices are those across the axis of the grid that runs most nearly from foot to head.
 */
final class AxialDiameter {

    private final Geometry grid;
    private final int across;
    private final int u;
    private final int v;

    /** By slice and then by place along u, the ends of the object along v. */
    private final Map<Integer, Map<Integer, Ends>> slices = new TreeMap<>();

    private record Ends(int low, int high) {
        Ends and(Ends other) {
            return new Ends(Math.min(low, other.low), Math.max(high, other.high));
        }
    }

    private record Point(int u, int v) {}

    AxialDiameter(Geometry grid) {
        this.grid = grid;
        across = axisOfSlices(grid);
        u = (across + 1) % 3;
        v = (across + 2) % 3;
    }

    private static int axisOfSlices(Geometry grid) {
        int best = 0;
        for (int axis = 1; axis < 3; axis++) {
            if (Math.abs(grid.direction().along(axis).z())
                    > Math.abs(grid.direction().along(best).z())) {
                best = axis;
            }
        }
        return best;
    }

    /** Adds a voxel of the object by its place in memory. */
    void include(int at) {
        Index3 voxel = grid.size().voxelAt(at);
        Ends here = new Ends(voxel.along(v), voxel.along(v));
        slices.computeIfAbsent(voxel.along(across), slice -> new TreeMap<>()).merge(voxel.along(u), here, Ends::and);
    }

    /** Millimetres between the outer edges of the voxels; 0 without voxels. */
    double mm() {
        return slices.values().stream().mapToDouble(this::inSlice).max().orElse(0);
    }

    private double inSlice(Map<Integer, Ends> slice) {
        List<Point> outline = new ArrayList<>();
        slice.forEach((along, ends) -> {
            outline.add(new Point(along, ends.low()));
            outline.add(new Point(along, ends.high()));
        });
        double edges = 0.5 * (grid.spacing().along(u) + grid.spacing().along(v));
        return Math.sqrt(greatestSquare(outline)) + edges;
    }

    private double greatestSquare(Collection<Point> outline) {
        double skew = grid.direction().along(u).dot(grid.direction().along(v));
        double greatest = 0;
        for (Point one : outline) {
            for (Point other : outline) {
                double du = (one.u() - other.u()) * grid.spacing().along(u);
                double dv = (one.v() - other.v()) * grid.spacing().along(v);
                greatest = Math.max(greatest, du * du + dv * dv + 2 * skew * du * dv);
            }
        }
        return greatest;
    }
}
