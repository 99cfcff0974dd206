package org.bactrian.cli.result;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bactrian.event.Confidence;
import org.bactrian.volume.Measurement;

/**
 * What came of one case, as verbs tell of it.
 *
 * @param caseId the case
 * @param labels where the label map lies
 * @param preview where the picture lies, if one was asked for
 * @param probabilities where the probabilities lie, if they were asked for
 * @param measurements what was measured
 * @param confidence how far to trust the labels, where it is known
 * @param dice by class, where the truth is known; no number for a class that is in neither label map
 * @param seconds by stage, in their order
 * @param failure why there is no result
 */
public record CaseResult(
        String caseId,
        Optional<String> labels,
        Optional<String> preview,
        Optional<String> probabilities,
        List<Measurement> measurements,
        Optional<Confidence> confidence,
        Map<String, Double> dice,
        Map<String, Double> seconds,
        Optional<CaseFailure> failure) {

    public CaseResult {
        measurements = List.copyOf(measurements);
        dice = Collections.unmodifiableMap(new LinkedHashMap<>(dice));
        seconds = Collections.unmodifiableMap(new LinkedHashMap<>(seconds));
    }

    public static CaseResult failed(String caseId, Map<String, Double> seconds, CaseFailure failure) {
        return new CaseResult(
                caseId,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Map.of(),
                seconds,
                Optional.of(failure));
    }

    /** The seconds of all stages together. */
    public double totalSeconds() {
        return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** The number measured under a name, where it was. */
    public Optional<Double> measured(String name) {
        return measurements.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .map(Measurement::value);
    }
}
