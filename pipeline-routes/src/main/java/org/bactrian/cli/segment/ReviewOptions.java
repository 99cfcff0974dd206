package org.bactrian.cli.segment;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bactrian.segment.confidence.ReviewRules;
import picocli.CommandLine.Option;

/** When a case is marked for review. */
final class ReviewOptions {

    @Option(
            names = "--plausible",
            paramLabel = "LABEL=ML-ML",
            description = "Volumes of a label that need no review, such as kidney=80-1200; may be given several times.")
    private Map<String, String> plausible = new LinkedHashMap<>();

    /** {@link IllegalArgumentException} where a range is none. */
    ReviewRules rules() {
        Map<String, ReviewRules.Range> ranges = new LinkedHashMap<>(ReviewRules.STANDARD.plausibleMl());
        plausible.forEach((label, range) -> ranges.put(label, ReviewRules.Range.parse(range)));
        return new ReviewRules(ReviewRules.STANDARD.mostEntropy(), ReviewRules.STANDARD.leastAgreement(), ranges);
    }
}
