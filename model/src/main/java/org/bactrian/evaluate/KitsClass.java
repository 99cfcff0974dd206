package org.bactrian.evaluate;

import java.util.List;

/**
 * The hierarchical evaluation classes of KiTS21 and KiTS23 and how far apart surfaces may lie there, which is as far as
 * annotators were apart: {@code kits23/configuration/labels.py} in {@code neheller/kits23}, the same numbers as in
 * {@code kits21}. Labels are 1 kidney, 2 tumour, 3 cyst.
 */
public enum KitsClass {
    /** Kidney, tumour and cyst. */
    KIDNEY_AND_MASSES("kidney and masses", 1.0330772532390826),
    /** Tumour and cyst. */
    MASSES("masses", 1.1328796488598762),
    /** Tumour. */
    TUMOUR("tumour", 1.1498198361434828);

    private final String label;
    private final double toleranceMm;

    KitsClass(String label, double toleranceMm) {
        this.label = label;
        this.toleranceMm = toleranceMm;
    }

    /** Its name in tables. */
    public String label() {
        return label;
    }

    /** The tolerance of its surface Dice. */
    public double toleranceMm() {
        return toleranceMm;
    }

    /** The labels it is made of. */
    public Structure structure() {
        return Structure.region(
                switch (this) {
                    case KIDNEY_AND_MASSES -> List.of(1, 2, 3);
                    case MASSES -> List.of(2, 3);
                    case TUMOUR -> List.of(2);
                });
    }
}
