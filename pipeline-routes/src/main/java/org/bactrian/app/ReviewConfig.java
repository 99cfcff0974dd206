package org.bactrian.app;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bactrian.segment.confidence.ReviewRules;
import org.bactrian.stage.Setting;

/** When a case is marked for review. A result that stands keeps its mark. */
public record ReviewConfig(
        @Setting(value = "largest mean entropy in the foreground that passes, 0 to 1", defaultsTo = "0.25")
        double mostEntropy,

        @Setting(
                value = "smallest agreement of folds, mirrors or models on a structure that passes, 0 to 1",
                defaultsTo = "0.7")
        double leastAgreement,

        @Setting(
                value = "volumes that pass by the name of a label, ml",
                defaultsTo = "{kidney: 80-1200, tumor: 0-2000, tumour: 0-2000}")
        Map<String, String> plausibleMl) {

    public ReviewConfig {
        plausibleMl = Map.copyOf(plausibleMl);
        rules(mostEntropy, leastAgreement, plausibleMl);
    }

    ReviewRules rules() {
        return rules(mostEntropy, leastAgreement, plausibleMl);
    }

    private static ReviewRules rules(double mostEntropy, double leastAgreement, Map<String, String> plausibleMl) {
        Map<String, ReviewRules.Range> ranges = new LinkedHashMap<>();
        plausibleMl.forEach((label, range) -> ranges.put(label, ReviewRules.Range.parse(range)));
        return new ReviewRules(mostEntropy, leastAgreement, ranges);
    }
}
