package org.bactrian.phantom;

import java.util.ArrayList;
import java.util.List;
import org.bactrian.volume.Vector3;

/** The organs of the abdomen other than the kidneys; some carry lesions of their own, which a segmenter must ignore. */
final class Viscera {

    private final Physique physique;
    private final Enhancement enhancement;
    private final Lattice lattice;
    private final Chance chance;
    private final double s;
    private final double spineY;
    private final Shape cavity;

    Viscera(Physique physique, Enhancement enhancement, Lattice lattice, Chance chance) {
        this.physique = physique;
        this.enhancement = enhancement;
        this.lattice = lattice;
        this.chance = chance;
        s = physique.scale();
        spineY = physique.spineY();
        cavity = physique.cavity().grown(-2);
    }

    /** All of them, in the order in which they are painted. */
    List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        lungs(parts);
        liver(parts);
        spleen(parts);
        pancreas(parts);
        stomach(parts);
        parts.addAll(new Bowel(physique, lattice, chance.split()).parts());
        return parts;
    }

    private void lungs(List<Part> parts) {
        Tissue lung = Tissue.grained(-840, lattice.grain(chance, 9), 60);
        for (int side = -1; side <= 1; side += 2) {
            double base = chance.between(80, 110);
            Frame frame = Frame.at(side * 72 * s, -28 * s, base + 70);
            parts.add(Part.of(Ellipsoid.of(frame, 55 * s, 58 * s, 70).within(cavity), lung));
        }
    }

    private void liver(List<Part> parts) {
        Grain form = lattice.grain(chance, 55);
        Frame right = Frame.at(80 * s, spineY + chance.between(40, 54), chance.between(62, 82))
                .leaned(chance.between(-4, 10));
        Frame left = Frame.at(chance.between(0, 15), spineY + 85 * s, chance.between(78, 98))
                .leaned(-12);
        Grain vessels = lattice.grain(chance, 13);
        double vein = enhancement.cava() > enhancement.liver() + 45 ? -12 : 22;
        Tissue tissue = (x, y, z, depth) ->
                enhancement.liver() + vein * Tissue.step(0.5, 0.65, vessels.at(x, y, z)) + 4 * vessels.at(y, z, x);
        Shape lobe = Ellipsoid.of(right, 64 * s, 72 * s, 98 * s).uneven(form, 7).within(cavity);
        parts.add(Part.of(
                Ellipsoid.of(left, 78 * s, 34 * s, 42 * s).uneven(form, 5).within(cavity), tissue));
        parts.add(Part.of(lobe, tissue));
        lesions(parts, right, 45 * s, lobe);
        gallbladder(parts);
    }

    private void gallbladder(List<Part> parts) {
        Frame frame = Frame.at(chance.between(42, 58) * s, spineY + chance.between(84, 98) * s, chance.between(0, 25))
                .leaned(chance.between(-20, 20))
                .pitched(-20);
        double radius = chance.between(10, 17);
        Shape shape =
                Ellipsoid.of(frame, radius, radius, chance.between(24, 36)).within(cavity);
        parts.add(Part.of(shape, Tissue.even(chance.between(2, 18)).under(1.6, 60)));
    }

    private void spleen(List<Part> parts) {
        Frame frame = Frame.at(-96 * s, spineY + chance.between(14, 28), chance.between(60, 85))
                .turned(-20)
                .leaned(chance.between(5, 15));
        Shape shape = Ellipsoid.of(frame, chance.between(24, 30) * s, 44 * s, chance.between(42, 56) * s)
                .uneven(lattice.grain(chance, 40), 4)
                .within(cavity);
        parts.add(Part.of(shape, Tissue.grained(enhancement.spleen(), lattice.grain(chance, 12), 6)));
        if (chance.happens(0.15)) {
            lesions(parts, frame, 16, shape);
        }
    }

    private void lesions(List<Part> parts, Frame frame, double reach, Shape organ) {
        int count = chance.whole(-2, 3);
        for (int i = 0; i < count; i++) {
            Vector3 center = frame.point(
                    chance.between(-reach, reach), chance.between(-reach, reach), chance.between(-reach, reach));
            double hu = chance.happens(0.5) ? chance.between(0, 20) : enhancement.liver() - chance.between(25, 50);
            Shape ball = Ellipsoid.sphere(center, chance.between(5, 18)).uneven(lattice.grain(chance, 12), 1.5);
            parts.add(Part.of(ball.within(organ), Tissue.grained(hu, lattice.grain(chance, 8), 6)));
        }
    }

    private void pancreas(List<Part> parts) {
        Frame frame = Frame.at(-15 * s, spineY + 55 * s, chance.between(30, 50)).leaned(70 + chance.between(0, 20));
        Shape shape = Ellipsoid.of(frame, 11 * s, 10 * s, 62 * s).uneven(lattice.grain(chance, 11), 4);
        Grain lobules = lattice.grain(chance, 6);
        Tissue tissue = (x, y, z, depth) -> enhancement.pancreas() - 70 * Tissue.step(0.35, 0.7, lobules.at(x, y, z));
        parts.add(Part.of(shape, tissue));
        if (chance.happens(0.12)) {
            Vector3 adrenal =
                    new Vector3(chance.oneOf(List.of(-42.0, 42.0)) * s, spineY + 26 * s, chance.between(62, 75));
            parts.add(Part.of(
                    Ellipsoid.sphere(adrenal, chance.between(8, 14)),
                    Tissue.grained(chance.between(10, 80), lattice.grain(chance, 8), 6)));
        }
    }

    private void stomach(List<Part> parts) {
        Frame frame = Frame.at(-56 * s, spineY + 78 * s, chance.between(60, 85))
                .leaned(chance.between(-35, -15))
                .pitched(-15);
        Shape shape = Ellipsoid.of(frame, chance.between(30, 42) * s, 32 * s, chance.between(48, 62) * s)
                .uneven(lattice.grain(chance, 30), 5)
                .within(cavity);
        double content = chance.happens(0.35) ? chance.between(140, 260) : chance.between(5, 50);
        Tissue food = Tissue.grained(content, lattice.grain(chance, 10), 18);
        double level = frame.center().y() + chance.between(2, 30);
        parts.add(Part.of(shape, food.withGasAbove(level).under(4.5, 75)));
    }
}
