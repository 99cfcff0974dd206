package org.bactrian.phantom;

import java.util.List;
import java.util.Optional;
import org.bactrian.volume.Vector3;

/** Where a lesion may grow: on its kidney, inside the abdomen, clear of the spine, the great vessels and other lesions. */
record Site(Vector3 center, double radius) {

    private static final int ATTEMPTS = 120;
    private static final double SHRINK = 0.98;
    private static final double GAP_MM = 4;

    /**
     * Looks for a place, with a smaller lesion at every attempt.
     *
     * @param smallest the search ends at this radius
     */
    static Optional<Site> search(
            Kidney kidney, Physique physique, List<Lesion> taken, double wanted, double smallest, Chance chance) {
        double radius = wanted;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Site site = drawn(kidney, Math.max(radius, smallest), chance);
            if (site.isFree(kidney, physique, taken)) {
                return Optional.of(site);
            }
            radius *= SHRINK;
        }
        return Optional.empty();
    }

    /** Small lesions lie anywhere from deep inside to half outside; the larger, the further out. */
    private static Site drawn(Kidney kidney, double radius, Chance chance) {
        Vector3 direction = directionAwayFromHilum(chance);
        double inmost = -0.85 + 1.1 * Tissue.step(10, 26, radius);
        double outward = chance.between(inmost, 0.5);
        Vector3 center = kidney.bean()
                .surface(direction)
                .plus(outward * radius, kidney.bean().normal(direction));
        return new Site(center, radius);
    }

    private static Vector3 directionAwayFromHilum(Chance chance) {
        while (true) {
            Vector3 drawn = new Vector3(chance.between(-1, 0.3), chance.between(-1, 1), chance.between(-1, 1));
            double length = drawn.length();
            if (length > 0.2 && length < 1) {
                return drawn.times(1 / length);
            }
        }
    }

    private boolean isFree(Kidney kidney, Physique physique, List<Lesion> taken) {
        boolean inAbdomen = physique.cavity().depth(center.x(), center.y(), center.z()) > 0.9 * radius;
        boolean clearOfMidline = kidney.side() * center.x() > 34 + 0.8 * radius;
        boolean clearOfBack = center.y() - 0.8 * radius > physique.spineY() - 20;
        return inAbdomen
                && clearOfMidline
                && clearOfBack
                && taken.stream().noneMatch(other -> other.crowds(center, radius, GAP_MM));
    }
}
