package org.bactrian.segment.confidence;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * When a person should look at a case before its labels are used.
 *
 * @param mostEntropy the largest mean entropy that passes, 0 to 1 ({@link Certainty#entropy})
 * @param leastAgreement the smallest agreement on a structure that passes, 0 to 1 ({@link Certainty#agreement})
 * @param plausibleMl by the name of a label, in lower case: the volumes that pass
 */
public record ReviewRules(double mostEntropy, double leastAgreement, Map<String, Range> plausibleMl) {

    /** Of shares from 0 to 1, as people read them. */
    static final int SHARE_DECIMALS = 2;

    /**
     * A range of volumes.
     *
     * @param least millilitres
     * @param most millilitres
     */
    public record Range(double least, double most) {

        public Range {
            if (!(least >= 0 && least <= most)) {
                throw new IllegalArgumentException(
                        "a plausible volume must be two numbers from 0, the smaller first, got " + least + " and "
                                + most);
            }
        }

        /** Such as {@code 80-1200}. */
        public static Range parse(String text) {
            String[] ends = text.strip().split("\\s*-\\s*", -1);
            try {
                if (ends.length == 2) {
                    return new Range(Double.parseDouble(ends[0]), Double.parseDouble(ends[1]));
                }
            } catch (NumberFormatException wrong) {
                throw new IllegalArgumentException(
                        "a plausible volume must be like 80-1200 (ml), got '%s'".formatted(text), wrong);
            }
            throw new IllegalArgumentException(
                    "a plausible volume must be like 80-1200 (ml), got '%s'".formatted(text));
        }

        boolean holds(double ml) {
            return ml >= least && ml <= most;
        }

        /** The end of the range that a volume outside of it lies next to. */
        double nearest(double ml) {
            return ml < least ? least : most;
        }

        /** Such as {@code 80 to 1200 ml}. */
        @Override
        public String toString() {
            return "%s to %s ml".formatted(text(least), text(most));
        }

        /** With the decimals that it has, if any. */
        private static String text(double ml) {
            return ml == Math.rint(ml) ? String.format(Locale.ROOT, "%.0f", ml) : String.valueOf(ml);
        }
    }

    /**
     * Two healthy kidneys of adults have 250 to 500 ml (Cheong et al., Clinical Journal of the American Society of Nephrology
     * 2, 2007), a single one may have 100, polycystic ones more than 1000.
     */
    public static final ReviewRules STANDARD = new ReviewRules(
            0.25,
            0.7,
            Map.of(
                    "kidney", new Range(80, 1200),
                    "kidney_left", new Range(30, 800),
                    "kidney_right", new Range(30, 800),
                    "tumor", new Range(0, 2000),
                    "tumour", new Range(0, 2000)));

    public ReviewRules {
        if (!(mostEntropy >= 0 && mostEntropy <= 1) || !(leastAgreement >= 0 && leastAgreement <= 1)) {
            throw new IllegalArgumentException("mostEntropy and leastAgreement must be from 0 to 1, got %s and %s"
                    .formatted(mostEntropy, leastAgreement));
        }
        Map<String, Range> lower = new TreeMap<>();
        plausibleMl.forEach((name, range) -> lower.put(name.toLowerCase(Locale.ROOT), range));
        plausibleMl = Map.copyOf(lower);
    }

    /** What speaks against an entropy that does not pass, such as {@code entropy is 0.31, expected at most 0.25}. */
    public Optional<String> tooUnsure(String what, double entropy) {
        if (!(entropy > mostEntropy)) {
            return Optional.empty();
        }
        NumbersApart numbers = NumbersApart.of(entropy, mostEntropy, SHARE_DECIMALS);
        return Optional.of("%s is %s, expected at most %s".formatted(what, numbers.value(), numbers.bound()));
    }

    /** The volumes of a label that pass, where any are named. */
    Optional<Range> plausible(String label) {
        return Optional.ofNullable(plausibleMl.get(label.toLowerCase(Locale.ROOT)));
    }
}
