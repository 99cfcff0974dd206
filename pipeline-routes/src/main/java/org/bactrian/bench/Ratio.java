package org.bactrian.bench;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Ours as a share of the peer's.
 *
 * @param share below 1 where ours is less
 * @param atMost what was to be reached
 * @param reached whether it is; empty where nothing was promised
 */
public record Ratio(double share, OptionalDouble atMost, Optional<Boolean> reached) {

    static Ratio of(double ours, double peer, OptionalDouble atMost) {
        double share = ours / peer;
        return new Ratio(
                share,
                atMost,
                atMost.stream().boxed().map(most -> share <= most).findFirst());
    }

    /** Such as {@code 1/8.2}, or {@code 1.3} where ours is more. */
    public String text() {
        return text(share);
    }

    /** Such as {@code 1/6: yes}; a dash where nothing was promised. */
    public String targetText() {
        return reached.map(yes -> "%s: %s".formatted(text(atMost.orElse(1)), yes ? "yes" : "**no**"))
                .orElse("-");
    }

    private static String text(double share) {
        double shown = share < 1 ? 1 / share : share;
        String number =
                String.format(Locale.ROOT, shown < 10 ? "%.1f" : "%.0f", shown).replace(".0", "");
        return share < 1 ? "1/" + number : number;
    }
}
