package org.bactrian.route.segment;

/** What the Dice coefficient of a label is called among the measurements of a case, whose names are written in few letters. */
final class DiceName {

    private static final String PREFIX = "dice_";

    private DiceName() {}

    /**
     * The name: the label's own where it can be written, or else its number, which tells labels apart in any script.
     *
     * @param number of the label
     * @param label as the model calls it, such as {@code kidney} or {@code whole tumor}
     */
    static String of(int number, String label) {
        boolean isPlain = label.matches("[A-Za-z0-9 ._-]{1,100}");
        return PREFIX + (isPlain ? label.replace(' ', '_') : "label_" + number);
    }
}
