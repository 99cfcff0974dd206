package org.bactrian.route.segment;

import java.util.List;
import java.util.Optional;
import org.bactrian.event.Confidence;

/** What is told of a result's confidence. */
public final class Judgement {

    private Judgement() {}

    /** The same as it is told in messages. */
    public static Confidence told(org.bactrian.segment.confidence.Confidence confidence) {
        List<Confidence.Reason> reasons = confidence.reasons().stream()
                .map(reason -> new Confidence.Reason(reason.kind().text(), reason.detail()))
                .toList();
        Optional<Double> entropy = confidence.entropy().isPresent()
                ? Optional.of(confidence.entropy().getAsDouble())
                : Optional.empty();
        Optional<Confidence.Coverage> coverage =
                confidence.coverage().map(seen -> new Confidence.Coverage(seen.looked(), seen.windows(), seen.whole()));
        return new Confidence(
                confidence.review(), reasons, entropy, confidence.agreement(), confidence.volumesMl(), coverage);
    }
}
