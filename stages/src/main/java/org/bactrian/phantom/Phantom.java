package org.bactrian.phantom;

import java.util.Locale;
import org.bactrian.volume.Spacing;

/** Makes synthetic abdominal CT scans with known kidneys and tumours. */
public final class Phantom {

    private Phantom() {}

    /** The id of a case, such as {@code phantom_0007}. */
    public static String id(int index) {
        return String.format(Locale.ROOT, "phantom_%04d", index);
    }

    /**
     * One scan. The same arguments give the same voxels on every machine; the patient depends on seed and index alone.
     * Takes some tenths of a second at {@link PhantomSize#SMALL}, and uses all cores.
     *
     * @throws IllegalArgumentException when the index is negative
     */
    public static PhantomScan generate(long seed, int index, PhantomSize size) {
        if (index < 0) {
            throw new IllegalArgumentException("the index of a phantom must be 0 or more, got " + index);
        }
        Chance chance = Chance.ofCase(seed, index);
        Patient patient = Patient.drawn(chance.split());
        Protocol protocol = Protocol.drawn(patient, size, chance.split());
        return new Scanner(patient, protocol, chance.split()).scan(id(index));
    }

    /**
     * The right kidney of a patient and what lies around it, along RAS. Takes some tenths of a second at 3 mm.
     *
     * @param marginMm around the box that holds the kidney
     */
    public static PhantomScan kidney(long seed, int index, Spacing spacing, double marginMm) {
        Chance chance = Chance.ofCase(seed, index);
        Patient patient = Patient.drawn(chance.split());
        Bounds box = patient.kidneys().get(0).bean().bounds();
        Protocol protocol = Protocol.around(box, marginMm, spacing);
        return new Scanner(patient, protocol, chance.split()).scan(id(index));
    }
}
