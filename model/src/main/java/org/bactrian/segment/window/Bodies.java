package org.bactrian.segment.window;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.bactrian.numeric.components.ConnectedComponents;
import org.bactrian.numeric.components.Connectivity;
import org.bactrian.numeric.grid.Box;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Spacing;

/**
 * The connected bodies that were found in a scan. Specks are left out: they are seldom organs, and far away they would have
 * to be looked at.
 *
 * @param places a box around each, with a margin on all sides as far as the scan reaches
 * @param large how many are as large as a small kidney
 */
record Bodies(List<Box> places, int large) {

    /** Around a body; a voxel at the least, so that what touches it is seen as well as the body itself. */
    static final double MARGIN_MM = 5;

    /** The smallest that counts as a kidney: even shrunken ones are seldom below 30. */
    static final int LARGE_ML = 20;

    /** A ball of 12 mm. */
    private static final double SPECK_ML = 1;

    private static final double MM3_PER_ML = 1000;

    Bodies {
        places = List.copyOf(places);
    }

    /** Those of a map whose label 0 is background. */
    static Bodies in(LabelMap found) {
        ConnectedComponents components = ConnectedComponents.of(found, label -> label != 0, Connectivity.TWENTY_SIX);
        Index3 size = found.geometry().size();
        Map<Integer, Extent> extents = new TreeMap<>();
        components.forEachRun((component, from, to) -> {
            if (ml(components, component) >= SPECK_ML) {
                Extent extent = extents.computeIfAbsent(component, first -> new Extent());
                extent.add(size.voxelAt(from));
                extent.add(size.voxelAt(to - 1));
            }
        });
        Index3 margin = margin(found.geometry().spacing());
        List<Box> places = extents.values().stream()
                .map(extent -> extent.grown(margin, size))
                .toList();
        long large = IntStream.range(0, components.count())
                .filter(component -> ml(components, component) >= LARGE_ML)
                .count();
        return new Bodies(places, (int) large);
    }

    private static double ml(ConnectedComponents components, int component) {
        return components.volumeMm3(component) / MM3_PER_ML;
    }

    private static Index3 margin(Spacing spacing) {
        return new Index3((int) Math.ceil(MARGIN_MM / spacing.x()), (int) Math.ceil(MARGIN_MM / spacing.y()), (int)
                Math.ceil(MARGIN_MM / spacing.z()));
    }

    /** From the first voxel to the last along each axis. */
    private static final class Extent {

        private Index3 first = new Index3(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
        private Index3 last = new Index3(0, 0, 0);

        void add(Index3 voxel) {
            first = new Index3(
                    Math.min(first.x(), voxel.x()), Math.min(first.y(), voxel.y()), Math.min(first.z(), voxel.z()));
            last = new Index3(
                    Math.max(last.x(), voxel.x()), Math.max(last.y(), voxel.y()), Math.max(last.z(), voxel.z()));
        }

        Box grown(Index3 margin, Index3 within) {
            Index3 start = new Index3(
                    Math.max(0, first.x() - margin.x()),
                    Math.max(0, first.y() - margin.y()),
                    Math.max(0, first.z() - margin.z()));
            return new Box(
                    start,
                    new Index3(
                            Math.min(within.x(), last.x() + 1 + margin.x()) - start.x(),
                            Math.min(within.y(), last.y() + 1 + margin.y()) - start.y(),
                            Math.min(within.z(), last.z() + 1 + margin.z()) - start.z()));
        }
    }
}
