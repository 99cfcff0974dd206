package org.bactrian.event;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far to trust a result.
 *
 * <pre>{@code
 * {"review": true, "reasons": [{"kind": "volume", "detail": "kidney has 12.0 ml, expected 80 to 1200 ml"}],
 *  "entropy": 0.061, "agreement": {"kidney": 0.97, "tumor": 0.88}, "volumesMl": {"kidney": 12.0, "tumor": 4.1}}
 * }</pre>
 *
 * @param review whether a person should look at the case before its labels are used
 * @param reasons why; empty where nothing speaks for it
 * @param entropy mean entropy over the foreground in shares of the largest, 0 to 1; absent where nothing was found
 * @param agreement by label, how far folds, mirrors or models agree on it, 0 to 1
 * @param volumesMl by label, after clean-up
 * @param coverage how much of the scan was looked at; absent where all of it was to be
 */
public record Confidence(
        boolean review,
        List<Reason> reasons,
        Optional<Double> entropy,
        Map<String, Double> agreement,
        Map<String, Double> volumesMl,
        Optional<Coverage> coverage) {

    /**
     * Why a person should look.
     *
     * @param kind {@code entropy}, {@code disagreement}, {@code volume} or {@code nothing-found}; there may be more one day
     * @param detail one line for people, with the numbers
     */
    public record Reason(String kind, String detail) {

        /** Refuses a bad value with {@link BadMessageException}. */
        public Reason {
            Field.id("kind", kind);
            detail = Field.sentence(detail);
        }
    }

    /**
     * How much of a scan was looked at.
     *
     * @param looked the windows that were seen in full
     * @param windows those that the scan has
     * @param whole why the whole scan was looked at, one line for people; absent where a part was enough
     */
    public record Coverage(int looked, int windows, Optional<String> whole) {

        /** Refuses a bad value with {@link BadMessageException}. */
        public Coverage {
            whole = whole.map(Field::sentence);
        }
    }

    /** Refuses a bad value with {@link BadMessageException}. */
    public Confidence {
        reasons = List.copyOf(reasons);
        entropy.ifPresent(share -> Field.share("entropy", share));
        agreement = Field.shares("agreement", agreement);
        volumesMl = Field.numbers("volumesMl", volumesMl);
    }
}
