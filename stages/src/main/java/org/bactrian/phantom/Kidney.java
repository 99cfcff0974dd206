package org.bactrian.phantom;

import java.util.List;
import org.bactrian.volume.Vector3;

/**
 * One kidney: a bean whose notch, the sinus, holds fat and the renal pelvis.
 *
 * @param side 1 right, -1 left
 * @param bean the organ with its sinus; u points to the hilum, w to the upper pole
 * @param parenchyma the surface as painted
 * @param fatMm thickness of the perirenal fat
 */
record Kidney(int side, Ellipsoid bean, Shape parenchyma, double fatMm) {

    private static final double CORTEX_MM = 7;

    /** One side's kidney: 9 to 13 cm long, the right one a little lower, one in twenty sunk. */
    static Kidney drawn(int side, Physique physique, Lattice lattice, Chance chance) {
        double s = physique.scale();
        double sunk = chance.happens(0.05) ? chance.between(30, 55) : 0;
        double sideways = (66 + chance.between(-4, 6)) * s + 0.12 * sunk;
        Frame upright = Frame.at(
                side * sideways,
                physique.spineY() + (14 + chance.between(-4, 6)) * s + 0.15 * sunk,
                (side > 0 ? -8 : 6) + chance.between(-10, 10) - sunk);
        Frame leaned = upright.leaned(-side * chance.between(8, 20)).pitched(-chance.between(4, 16));
        double hilumTurn = chance.between(15, 45);
        Frame facing = side > 0 ? leaned.turned(180 - hilumTurn) : leaned.turned(hilumTurn);
        double halfLength = s * chance.between(47, 62);
        Vector3 radii = new Vector3(s * chance.between(26, 30), s * chance.between(22.5, 26), halfLength);
        Ellipsoid bean = new Ellipsoid(facing, radii, chance.between(3, 8));
        Shape lobulated = bean.uneven(lattice.grain(chance, 26), 1.6);
        return new Kidney(side, bean, lobulated, chance.between(6, 14));
    }

    /** The fat around it. */
    Shape fat() {
        return bean.grown(fatMm);
    }

    /** Where the vessels enter. */
    Vector3 hilum() {
        return bean.frame().point(0.75 * bean.radii().x(), 0, 0);
    }

    /** Cortex and medulla, then the sinus with pelvis and calyces, which are no kidney. */
    List<Part> parts(Enhancement enhancement, Lattice lattice, Chance chance) {
        Vector3 radii = bean.radii();
        Frame sinusFrame = at(0.68 * radii.x() + 0.1 * bean.bendMm());
        Shape sinus = Ellipsoid.of(sinusFrame, 0.52 * radii.x(), 0.42 * radii.y(), 0.42 * radii.z())
                .uneven(lattice.grain(chance, 14), 3);
        Shape pelvis = Ellipsoid.of(at(0.6 * radii.x()), 0.36 * radii.x(), 0.22 * radii.y(), 0.24 * radii.z())
                .uneven(lattice.grain(chance, 9), 2);
        return List.of(
                new Part(parenchyma, tissue(enhancement, lattice, chance), Part.KIDNEY),
                Part.of(sinus, Tissue.grained(-88, lattice.grain(chance, 6), 18)),
                Part.of(pelvis, Tissue.even(enhancement.urine())));
    }

    private Frame at(double alongU) {
        Frame frame = bean.frame();
        return new Frame(frame.point(alongU, 0, 0), frame.u(), frame.v(), frame.w());
    }

    /** A bright rind; below it pyramids of medulla with columns of cortex between them. */
    private Tissue tissue(Enhancement enhancement, Lattice lattice, Chance chance) {
        Grain pyramids = lattice.grain(chance, 13);
        Grain texture = lattice.grain(chance, 6);
        double cortex = enhancement.cortex();
        double contrast = enhancement.medulla() - cortex;
        return (x, y, z, depth) -> {
            double inner = Tissue.step(CORTEX_MM - 2, CORTEX_MM + 2, depth);
            double pyramid = Tissue.step(-0.45, 0.1, pyramids.at(x, y, z));
            return cortex + contrast * inner * pyramid + 5 * texture.at(x, y, z);
        };
    }
}
