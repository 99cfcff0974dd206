package org.bactrian.phantom;

import java.util.List;
import java.util.Locale;

/** How finely phantoms are scanned. The same seed and index give the same patient at either size. */
public enum PhantomSize {
    /** 96 to 144 voxels of 2.5 to 3.3 mm across, slices of 2.5 to 5 mm: for tests, the demo and quick training. */
    SMALL(96, 144, 2.5, 3.3),

    /** 512 voxels of 0.7 to 1 mm across, slices of 1 to 5 mm: like a scanner's. */
    REAL(512, 512, 0.7, 1.0);

    private final int fewest;
    private final int most;
    private final double finestMm;
    private final double coarsestMm;

    PhantomSize(int fewest, int most, double finestMm, double coarsestMm) {
        this.fewest = fewest;
        this.most = most;
        this.finestMm = finestMm;
        this.coarsestMm = coarsestMm;
    }

    /** The name as people write it: {@code small}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** An in-plane spacing at which a field of view takes an allowed number of voxels. */
    double inPlaneMm(double fieldOfViewMm, Chance chance) {
        double wanted = chance.between(finestMm, coarsestMm);
        double fitting = Math.max(fieldOfViewMm / most, Math.min(wanted, fieldOfViewMm / fewest));
        return Math.max(finestMm, StrictMath.rint(fitting * 1e4) / 1e4);
    }

    /** The voxels along an edge of a slice. */
    int edge(double fieldOfViewMm, double inPlaneMm) {
        return Math.max(fewest, Math.min(most, (int) Math.rint(fieldOfViewMm / inPlaneMm)));
    }

    /** A distance between slices. */
    double sliceMm(Chance chance) {
        return switch (this) {
            case SMALL -> chance.oneOf(List.of(2.5, 3.0, 3.0, 4.0, 5.0));
            case REAL -> chance.oneOf(List.of(1.0, 1.5, 2.0, 2.5, 3.0, 5.0, 5.0));
        };
    }
}
