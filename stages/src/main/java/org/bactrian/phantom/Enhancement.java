package org.bactrian.phantom;

/**
 * How bright the contrast agent makes each tissue, by the time since its injection; Hounsfield units.
 *
 * @param urine in the renal pelvis: water, or bright once contrast is excreted
 */
record Enhancement(
        double aorta,
        double cava,
        double liver,
        double spleen,
        double pancreas,
        double cortex,
        double medulla,
        double urine) {

    /** Draws a phase: corticomedullary in 55 %, nephrographic in 33 %, excretory in 12 % of scans. */
    static Enhancement drawn(Chance chance) {
        double phase = chance.between(0, 1);
        if (phase < 0.55) {
            return corticomedullary(chance);
        }
        return phase < 0.88 ? nephrographic(chance) : excretory(chance);
    }

    private static Enhancement corticomedullary(Chance chance) {
        return new Enhancement(
                chance.between(230, 340),
                chance.between(110, 160),
                chance.between(65, 95),
                chance.between(105, 140),
                chance.between(90, 120),
                chance.between(165, 215),
                chance.between(75, 115),
                chance.between(0, 15));
    }

    private static Enhancement nephrographic(Chance chance) {
        double parenchyma = chance.between(155, 195);
        return new Enhancement(
                chance.between(130, 165),
                chance.between(125, 155),
                chance.between(100, 125),
                chance.between(115, 130),
                chance.between(85, 105),
                parenchyma,
                parenchyma - chance.between(-5, 25),
                chance.between(0, 20));
    }

    private static Enhancement excretory(Chance chance) {
        double parenchyma = chance.between(115, 145);
        return new Enhancement(
                chance.between(95, 120),
                chance.between(95, 120),
                chance.between(85, 105),
                chance.between(95, 110),
                chance.between(75, 95),
                parenchyma,
                parenchyma + chance.between(-5, 20),
                chance.between(300, 800));
    }
}
