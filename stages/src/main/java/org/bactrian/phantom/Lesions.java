package org.bactrian.phantom;

import java.util.ArrayList;
import java.util.List;

/** Draws the tumours and cysts of a patient. */
final class Lesions {

    private static final double SMALLEST_TUMOUR_MM = 6.6;
    private static final double LARGEST_TUMOUR_MM = 35;
    private static final double SMALLEST_CYST_MM = 3;

    private final Physique physique;
    private final Enhancement enhancement;
    private final Lattice lattice;
    private final Chance chance;
    private final List<Lesion> tumours = new ArrayList<>();
    private final List<Lesion> cysts = new ArrayList<>();

    private Lesions(Physique physique, Enhancement enhancement, Lattice lattice, Chance chance) {
        this.physique = physique;
        this.enhancement = enhancement;
        this.lattice = lattice;
        this.chance = chance;
    }

    /**
     * One tumour in 85 % of the patients, two in 8 %, none in 7 %; cysts in 45 %. Cysts come first, so that tumours are
     * painted over everything.
     */
    static Lesions drawn(
            List<Kidney> kidneys, Physique physique, Enhancement enhancement, Lattice lattice, Chance chance) {
        Lesions lesions = new Lesions(physique, enhancement, lattice, chance);
        double fate = chance.between(0, 1);
        int tumourCount = fate < 0.07 ? 0 : fate < 0.92 ? 1 : 2;
        for (int i = 0; i < tumourCount; i++) {
            lesions.tumour(kidneys.get(chance.whole(0, 1)));
        }
        int cystCount = chance.happens(0.45) ? chance.whole(1, 4) : 0;
        for (int i = 0; i < cystCount; i++) {
            lesions.cyst(kidneys.get(chance.whole(0, 1)));
        }
        return lesions;
    }

    /** Cysts, then tumours. */
    List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        cysts.forEach(cyst -> parts.add(cyst.part()));
        tumours.forEach(tumour -> parts.add(tumour.part()));
        return parts;
    }

    /** The perirenal fat that tumours push outwards. */
    List<Shape> fat() {
        return tumours.stream().map(tumour -> tumour.part().shape().grown(4)).toList();
    }

    private void tumour(Kidney kidney) {
        double wanted =
                chance.happens(0.06) ? chance.between(SMALLEST_TUMOUR_MM, 9) : chance.logBetween(9, LARGEST_TUMOUR_MM);
        Site.search(kidney, physique, tumours, wanted, SMALLEST_TUMOUR_MM, chance)
                .ifPresent(site -> tumours.add(new Lesion(site.center(), site.radius(), tumourAt(site))));
    }

    private Part tumourAt(Site site) {
        double radius = site.radius();
        Frame frame = Frame.at(
                        site.center().x(), site.center().y(), site.center().z())
                .turned(chance.between(0, 180))
                .leaned(chance.between(0, 180));
        double stretch = chance.between(0.92, 1.1);
        Shape shape = Ellipsoid.of(frame, radius * stretch, radius, radius / stretch)
                .uneven(lattice.grain(chance, 0.9 * radius), 0.14 * radius);
        return new Part(shape, TumourTissue.drawn(radius, enhancement, lattice, chance), Part.TUMOUR);
    }

    private void cyst(Kidney kidney) {
        List<Lesion> taken = new ArrayList<>(tumours);
        taken.addAll(cysts);
        Site.search(kidney, physique, taken, chance.logBetween(4, 22), SMALLEST_CYST_MM, chance)
                .ifPresent(site -> {
                    Tissue water = Tissue.grained(chance.between(0, 16), lattice.grain(chance, 10), 2);
                    Shape ball = Ellipsoid.sphere(site.center(), site.radius());
                    cysts.add(new Lesion(site.center(), site.radius(), new Part(ball, water, Part.KIDNEY)));
                });
    }
}
