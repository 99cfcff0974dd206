package org.bactrian.route;

/** What the Dice coefficient of a label is called among the measurements of a case, whose names are written in few letters. */
final class DiceName {

    private static final String PREFIX = "dice_";
    private static final int LONGEST = 128;

    private DiceName() {}

    /**
     * The name.
     *
     * @param label as the model calls it: {@code kidney}, or {@code label 1} where it came without names
     */
    static String of(String label) {
        String name = PREFIX + label.replaceAll("[^A-Za-z0-9._-]+", "_");
        return name.substring(0, Math.min(LONGEST, name.length()));
    }
}
