package org.bactrian.segment.confidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.bactrian.segment.confidence.ReviewReason.Kind;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Spacing;
import org.junit.jupiter.api.Test;

class ConfidenceTest {

    private static final List<String> NAMES = List.of("background", "Kidney", "tumor");
    private static final ReviewRules RULES = ReviewRules.STANDARD;

    /** Ten voxels of 20 ml. */
    private static final Geometry GRID = Geometry.of(new Index3(10, 1, 1), new Spacing(20, 20, 50));

    private static final Certainty SURE = new Certainty(OptionalDouble.of(0.05), Map.of(1, 0.95, 2, 0.9));

    @Test
    void aPlausibleCaseOfWhichTheNetworkIsSureNeedsNoReview() {
        Confidence confidence = Confidence.of(SURE, labels(1, 1, 1, 1, 1, 1, 2, 0, 0, 0), NAMES, RULES);

        assertThat(confidence.review()).isFalse();
        assertThat(confidence.reasons()).isEmpty();
        assertThat(confidence.volumesMl()).containsExactly(Map.entry("Kidney", 120.0), Map.entry("tumor", 20.0));
        assertThat(confidence.agreement()).containsExactly(Map.entry("Kidney", 0.95), Map.entry("tumor", 0.9));
    }

    @Test
    void everyReasonIsToldWithItsNumbers() {
        Certainty unsure = new Certainty(OptionalDouble.of(0.4), Map.of(1, 0.5, 2, 0.1));

        Confidence confidence = Confidence.of(unsure, labels(1, 0, 0, 0, 0, 0, 0, 0, 0, 0), NAMES, RULES);

        assertThat(confidence.reasons())
                .containsExactly(
                        new ReviewReason(Kind.ENTROPY, "entropy is 0.40, expected at most 0.25"),
                        new ReviewReason(Kind.VOLUME, "Kidney has 20.0 ml, expected 80 to 1200 ml"),
                        new ReviewReason(Kind.DISAGREEMENT, "agreement on Kidney is 0.50, expected at least 0.70"));
    }

    @Test
    void aNumberJustBeyondItsBoundHasTheDecimalsThatShowIt() {
        Certainty near = new Certainty(OptionalDouble.of(0.2504), Map.of(1, 0.69996));
        ReviewRules rules = new ReviewRules(0.25, 0.7, Map.of("kidney", new ReviewRules.Range(20.01, 1200)));

        Confidence confidence = Confidence.of(near, labels(1, 0, 0, 0, 0, 0, 0, 0, 0, 0), NAMES, rules);

        assertThat(confidence.reasons())
                .extracting(ReviewReason::detail)
                .containsExactly(
                        "entropy is 0.2504, expected at most 0.2500",
                        "Kidney has 20.00 ml, expected 20.01 to 1200 ml",
                        "agreement on Kidney is 0.69996, expected at least 0.70000");
    }

    @Test
    void reasonsAreTheSameInEveryLanguage() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            everyReasonIsToldWithItsNumbers();
            aNumberJustBeyondItsBoundHasTheDecimalsThatShowIt();
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aScanInWhichNothingWasFoundIsReviewedForThatAlone() {
        Certainty none = new Certainty(OptionalDouble.empty(), Map.of());

        Confidence confidence = Confidence.of(none, labels(0, 0, 0, 0, 0, 0, 0, 0, 0, 0), NAMES, RULES);

        assertThat(confidence.reasons()).extracting(ReviewReason::kind).containsExactly(Kind.NOTHING_FOUND);
    }

    @Test
    void rangesAreReadAsPeopleWriteThem() {
        ReviewRules.Range range = ReviewRules.Range.parse(" 80 - 1200 ");

        assertThat(range).isEqualTo(new ReviewRules.Range(80, 1200));
    }

    @Test
    void aRangeThatIsNoneIsRefused() {
        for (String wrong : List.of("80", "80-", "1200-80", "a-b")) {
            assertThatThrownBy(() -> ReviewRules.Range.parse(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("plausible volume");
        }
    }

    private static LabelMap labels(int... labels) {
        byte[] bytes = new byte[labels.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) labels[i];
        }
        return LabelMap.of(GRID, bytes);
    }
}
