package org.bactrian.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bactrian.volume.Measurement;

/**
 * One case of a report.
 *
 * @param id names the case
 * @param origin what it is and where it came from, in a sentence; may be empty
 * @param pictures the contact sheet first
 * @param measurements such as millilitres of each kidney
 * @param seconds by stage, in the order of the stages
 * @param dice by class, where the truth is known
 * @param reviews why a person should look at the case before its result is used; empty where nothing speaks for it
 * @param failure why there is no result: the stage and the reason
 */
public record ReportedCase(
        String id,
        String origin,
        List<Picture> pictures,
        List<Measurement> measurements,
        Map<String, Double> seconds,
        Map<String, Double> dice,
        List<String> reviews,
        Optional<String> failure) {

    public ReportedCase {
        pictures = List.copyOf(pictures);
        measurements = List.copyOf(measurements);
        seconds = new LinkedHashMap<>(seconds);
        dice = new LinkedHashMap<>(dice);
        reviews = List.copyOf(reviews);
    }

    /** A case without a result. */
    public static ReportedCase failed(String id, String origin, String failure) {
        return new ReportedCase(id, origin, List.of(), List.of(), Map.of(), Map.of(), List.of(), Optional.of(failure));
    }

    /** The seconds of all stages together. */
    public double totalSeconds() {
        return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
