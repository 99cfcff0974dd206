package org.bactrian.phantom;

/**
 * The inside of a tumour: solid tissue that takes up contrast unevenly around, where it is large enough, a core of dead
 * tissue.
 *
 * @param solid mean of the living part, Hounsfield units
 * @param uneven half the range of the living part
 * @param necrosis mean of the dead core
 * @param coreFrom the depth in millimetres at which the core begins; beyond the radius where there is none
 * @param softness how gradually it begins, millimetres
 */
record TumourTissue(
        double solid, double uneven, double necrosis, double coreFrom, double softness, Grain coarse, Grain fine)
        implements Tissue {

    /** Below this radius a tumour has no dead core. */
    private static final double SOLID_UP_TO_MM = 12;

    /** A tumour this large has outgrown its vessels. */
    private static final double ALWAYS_DEAD_ABOVE_MM = 24;

    static TumourTissue drawn(double radius, Enhancement enhancement, Lattice lattice, Chance chance) {
        double kind = chance.between(0, 1);
        double uneven = kind < 0.45 ? chance.between(6, 16) : chance.between(18, 34);
        boolean necrotic = radius > ALWAYS_DEAD_ABOVE_MM || (radius > SOLID_UP_TO_MM && chance.happens(0.6));
        return new TumourTissue(
                solid(kind, enhancement, chance),
                uneven,
                chance.between(18, 38),
                necrotic ? radius * chance.between(0.3, 0.6) : 10 * radius,
                0.25 * radius,
                lattice.grain(chance, Math.min(12, 0.6 * radius)),
                lattice.grain(chance, 4.5));
    }

    /** 45 % enhance little, 35 % fairly, 12 % more than the cortex, 8 % nearly like the kidney around them. */
    private static double solid(double kind, Enhancement enhancement, Chance chance) {
        double parenchyma = 0.5 * (enhancement.cortex() + enhancement.medulla());
        if (kind < 0.45) {
            return chance.between(42, 72);
        }
        if (kind < 0.8) {
            return Math.min(chance.between(75, 110), parenchyma - 35);
        }
        return kind < 0.92 ? enhancement.cortex() + chance.between(30, 55) : parenchyma - chance.between(20, 32);
    }

    @Override
    public double hu(double x, double y, double z, double depth) {
        double living = solid + uneven * (0.7 * coarse.at(x, y, z) + 0.5 * fine.at(x, y, z));
        double edge = coreFrom + softness * coarse.at(y, z, x);
        double dead = Tissue.step(edge - 1.5, edge + 1.5, depth);
        return living + (necrosis + 6 * fine.at(x, y, z) - living) * dead;
    }
}
