package org.bactrian.phantom;

import java.util.List;

/** The wall of the trunk with its ribs, and the muscles and the spine at its back. */
final class Trunk {

    private static final double BONE = 420;
    private static final double END_PLATE = 280;
    private static final double RIB_DISTANCE_MM = 27;

    private final Physique physique;
    private final double ribPhase;
    private final Grain coarse;
    private final Grain fine;
    private final Grain form;

    Trunk(Physique physique, Lattice lattice, Chance chance) {
        this.physique = physique;
        ribPhase = chance.between(0, RIB_DISTANCE_MM);
        coarse = lattice.grain(chance, 22);
        fine = lattice.grain(chance, 7);
        form = lattice.grain(chance, 95);
    }

    /** Skin, subcutaneous fat, the muscle wall with ribs, and the fat that fills the abdomen. */
    List<Part> shell() {
        Tissue fat = (x, y, z, depth) -> -106 + 8 * coarse.at(x, y, z) + 6 * fine.at(x, y, z);
        return List.of(
                Part.of(physique.skin().uneven(form, 5), fat.under(2.2, 20)),
                Part.of(physique.muscle().uneven(form, 4), this::wall),
                Part.of(physique.cavity().uneven(form, 4), fat));
    }

    /** The muscles beside the spine. */
    List<Part> muscles() {
        double s = physique.scale();
        double y = physique.spineY();
        Tissue muscle =
                (x, py, z, depth) -> 58 + 9 * coarse.at(x, py, z) - 45 * Tissue.step(0.45, 0.8, fine.at(x, py, z));
        return List.of(
                Part.of(new Column(30 * s, y - 37 * s, 27 * s, 16 * s, 15 * s).uneven(coarse, 2), muscle),
                Part.of(new Column(-30 * s, y - 37 * s, 27 * s, 16 * s, 15 * s).uneven(coarse, 2), muscle),
                Part.of(quadratus(1), muscle),
                Part.of(quadratus(-1), muscle),
                Part.of(psoas(1), muscle),
                Part.of(psoas(-1), muscle));
    }

    private Shape quadratus(int side) {
        double s = physique.scale();
        Frame frame = Frame.at(side * 62 * s, physique.spineY() - 21 * s, -70).leaned(-6 * side);
        return Ellipsoid.of(frame, 21 * s, 9 * s, 105).uneven(coarse, 1.5);
    }

    private Shape psoas(int side) {
        double s = physique.scale();
        Frame frame = Frame.at(side * 40 * s, physique.spineY() - 2 * s, -125).leaned(-7 * side);
        return Ellipsoid.of(frame, 21 * s, 23 * s, 150).uneven(coarse, 1.5);
    }

    /** Vertebral bodies and discs, the canal with its cord, and the processes. */
    List<Part> spine() {
        double s = physique.scale();
        double y = physique.spineY();
        Tissue ligament = Tissue.even(45);
        return List.of(
                Part.of(new Column(0, y - 21 * s, 36 * s, 4 * s, 4 * s), banded(0.35, 0.62, ligament)),
                Part.of(new Column(0, y - 41 * s, 3.6 * s, 14 * s, 16 * s), banded(0.1, 0.72, ligament)),
                Part.of(new Column(0, y - 26 * s, 17 * s, 12 * s, 14 * s), banded(0.2, 0.75, ligament)),
                Part.of(
                        new Column(0, y - 25 * s, 10.5 * s, 8.5 * s, 8.5 * s),
                        Tissue.even(30).under(1.5, -40)),
                Part.of(new Column(0, y, 23 * s, 16.5 * s, 16 * s).uneven(coarse, 1.2), this::vertebra));
    }

    /** Bone in a part of each vertebra's height, something softer in the rest. */
    private Tissue banded(double from, double to, Tissue between) {
        return (x, y, z, depth) -> {
            double height = height(z);
            return height > from && height < to ? bone(x, y, z, depth) : between.hu(x, y, z, depth);
        };
    }

    private double bone(double x, double y, double z, double depth) {
        return depth < 2 ? BONE : 210 + 50 * fine.at(x, y, z);
    }

    private double vertebra(double x, double y, double z, double depth) {
        double height = height(z);
        if (height > 0.79) {
            return 85 + 10 * coarse.at(x, y, z);
        }
        boolean endPlate = height < 0.04 || height > 0.75;
        return endPlate ? END_PLATE : depth < 1.8 ? BONE : 165 + 40 * fine.at(x, y, z);
    }

    /** The place in a vertebra and the disc above it, 0 at its lower end plate, 1 at the next one's. */
    private double height(double z) {
        double vertebrae = (z + ribPhase) / (36 * physique.scale());
        return vertebrae - Math.floor(vertebrae);
    }

    /** Muscle, and ribs that run downwards from the spine to the front, above the costal margin. */
    private double wall(double x, double y, double z, double depth) {
        double middle = 0.5 * (physique.muscle().halfWidth() - physique.cavity().halfWidth());
        boolean caged = z > -25 + 0.7 * (y + 70) && Math.abs(x) > 30;
        if (caged && Math.abs(depth - middle) < 4) {
            double rib = (z + 0.5 * y + ribPhase) / RIB_DISTANCE_MM;
            double offset = (rib - Math.rint(rib)) * RIB_DISTANCE_MM;
            double radius = Math.sqrt(offset * offset / 2.6 + (depth - middle) * (depth - middle));
            if (radius < 4) {
                return radius > 2.2 ? BONE : 190;
            }
        }
        return 55 + 8 * coarse.at(x, y, z) - 60 * Tissue.step(0.4, 0.7, fine.at(x, y, z));
    }
}
