package org.bactrian.stage.measure;

import java.util.Comparator;
import java.util.List;
import org.bactrian.numeric.components.ConnectedComponents;
import org.bactrian.volume.LabelMap;

/**
 * Which side of the patient each island of labels belongs to. An island goes to one side as a whole, with its tumours,
 * even where a tumour crosses the midline; only fused kidneys are divided.
 *
 * @param extents of the islands
 * @param midline millimetres to the right
 * @param isPaired whether two kidneys show where the midline is
 */
record Sides(List<Extent> extents, double midline, boolean isPaired) {

    /** Centres of two kidneys are 10 to 15 cm apart; what lies closer is one kidney in pieces. */
    private static final double PAIR_DISTANCE_MM = 60;

    /** A shrunken kidney may have a twentieth of the other's volume; less is a speck. */
    private static final int SPECK = 20;

    /** A single kidney ends beside the spine; one that reaches this far across both sides of it is two fused ones. */
    private static final double FUSED_REACH_MM = 40;

    static Sides of(ConnectedComponents islands, LabelMap labels, int kidneyLabel) {
        List<Extent> extents = Extent.of(islands, labels, kidneyLabel);
        List<Extent> largestFirst = extents.stream()
                .filter(extent -> extent.kidneyVoxels() > 0)
                .sorted(Comparator.comparingLong(Extent::kidneyVoxels).reversed())
                .toList();
        if (largestFirst.size() > 1 && isPair(largestFirst.get(0), largestFirst.get(1))) {
            double between =
                    0.5 * (largestFirst.get(0).center() + largestFirst.get(1).center());
            return new Sides(extents, between, true);
        }
        return new Sides(extents, new PatientX(labels.geometry()).middle(), false);
    }

    private static boolean isPair(Extent larger, Extent smaller) {
        return smaller.kidneyVoxels() * SPECK >= larger.kidneyVoxels()
                && Math.abs(larger.center() - smaller.center()) >= PAIR_DISTANCE_MM;
    }

    /** The side of a voxel of an island that lies at a place, millimetres to the right. */
    Side of(int island, double x) {
        Extent extent = extents.get(island);
        boolean isFused = !isPaired && extent.straddles(midline, FUSED_REACH_MM);
        return isFused ? Side.of(x - extent.middle()) : Side.of(extent.center() - midline);
    }
}
