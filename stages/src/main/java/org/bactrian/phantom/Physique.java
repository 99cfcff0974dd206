package org.bactrian.phantom;

/**
 * The build of a patient. The axis of the trunk runs along z through x = 0, y = 0; the kidneys lie about z = 0.
 *
 * @param scale 1 for a person of middle height
 * @param skin the outer surface
 * @param muscle the outer surface of the muscle wall
 * @param cavity the inner surface of the muscle wall
 */
record Physique(double scale, Column skin, Column muscle, Column cavity) {

    static Physique drawn(Chance chance) {
        double scale = chance.between(0.92, 1.08);
        double stoutness = chance.between(0, 1);
        double sideFat = 9 + 24 * stoutness + chance.between(-3, 3);
        double frontFat = 10 + 24 * stoutness + chance.between(-4, 4);
        double backFat = 8 + 14 * stoutness + chance.between(-2, 2);
        double wall = chance.between(9, 14);
        Column cavity = new Column(
                0,
                0,
                scale * (118 + 14 * stoutness + chance.between(-5, 5)),
                scale * (76 + 26 * stoutness + chance.between(-6, 6)),
                scale * chance.between(77, 84));
        Column muscle = cavity.inset(-wall, -0.8 * wall, -wall);
        return new Physique(scale, muscle.inset(-sideFat, -frontFat, -backFat), muscle, cavity);
    }

    /** The front-to-back position of the centre of the vertebral bodies. */
    double spineY() {
        return -cavity.back() + 39 * scale;
    }
}
