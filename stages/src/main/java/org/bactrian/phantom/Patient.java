package org.bactrian.phantom;

import java.util.ArrayList;
import java.util.List;
import org.bactrian.volume.Vector3;

/**
 * The anatomy of one patient in millimetres, before it is scanned: x to the right, y to the front, z to the head; the
 * axis of the trunk at x = 0, y = 0.
 *
 * @param parts in the order in which they are painted
 */
record Patient(Physique physique, List<Kidney> kidneys, List<Part> parts) {

    Patient {
        kidneys = List.copyOf(kidneys);
        parts = List.copyOf(parts);
    }

    static Patient drawn(Chance chance) {
        Lattice lattice = new Lattice(chance.split());
        Physique physique = Physique.drawn(chance.split());
        Enhancement enhancement = Enhancement.drawn(chance.split());
        Kidney right = Kidney.drawn(1, physique, lattice, chance.split());
        Kidney left = Kidney.drawn(-1, physique, lattice, chance.split());
        List<Kidney> kidneys = List.of(right, left);
        Lesions lesions = Lesions.drawn(kidneys, physique, enhancement, lattice, chance.split());
        Trunk trunk = new Trunk(physique, lattice, chance.split());
        List<Part> parts = new ArrayList<>(trunk.shell());
        parts.addAll(new Viscera(physique, enhancement, lattice, chance.split()).parts());
        parts.addAll(perirenalFat(kidneys, lesions, physique, lattice.grain(chance.split(), 8)));
        parts.addAll(trunk.muscles());
        parts.addAll(trunk.spine());
        parts.addAll(vessels(kidneys, physique, enhancement));
        for (Kidney kidney : kidneys) {
            parts.addAll(kidney.parts(enhancement, lattice, chance.split()));
        }
        parts.addAll(lesions.parts());
        return new Patient(physique, kidneys, parts);
    }

    /** The box that holds both kidneys; millimetres. */
    Bounds kidneyBounds() {
        return kidneys.get(0).bean().bounds().and(kidneys.get(1).bean().bounds());
    }

    /** Fat with a few strands, inside a thin fascia. */
    private static List<Part> perirenalFat(List<Kidney> kidneys, Lesions lesions, Physique physique, Grain strands) {
        Tissue fat = (x, y, z, depth) -> -104 + 40 * Tissue.step(0.5, 0.8, strands.at(x, y, z));
        List<Part> parts = new ArrayList<>();
        for (Kidney kidney : kidneys) {
            parts.add(Part.of(kidney.fat().within(physique.cavity()), fat.under(1, -70)));
        }
        for (Shape shape : lesions.fat()) {
            parts.add(Part.of(shape.within(physique.cavity()), fat));
        }
        return parts;
    }

    private static List<Part> vessels(List<Kidney> kidneys, Physique physique, Enhancement enhancement) {
        double s = physique.scale();
        double y = physique.spineY() + 28 * s;
        Vector3 down = new Vector3(0, -0.06, -1);
        Vector3 aorta = new Vector3(-9 * s, y, 0);
        Vector3 cava = new Vector3(19 * s, y - 1, 0);
        List<Part> parts = new ArrayList<>();
        for (Kidney kidney : kidneys) {
            Tissue venous = Tissue.even(enhancement.cava() + 15);
            Tissue arterial = Tissue.even(enhancement.aorta());
            parts.add(Part.of(new Tube(cava.plus(8, down.times(-1)), kidney.hilum(), 4.6 * s), venous));
            parts.add(Part.of(new Tube(aorta, kidney.hilum().plus(4, down), 2.7 * s), arterial));
        }
        parts.add(Part.of(trunkVessel(cava, down, 11.5 * s), Tissue.even(enhancement.cava())));
        parts.add(Part.of(
                trunkVessel(aorta, down, 10.5 * s),
                Tissue.even(enhancement.aorta()).under(1.2, 60)));
        return parts;
    }

    private static Shape trunkVessel(Vector3 middle, Vector3 down, double radius) {
        return new Tube(middle.plus(-400, down), middle.plus(400, down), radius);
    }
}
