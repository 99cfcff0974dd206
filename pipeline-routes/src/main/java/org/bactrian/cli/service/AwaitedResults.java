package org.bactrian.cli.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.bactrian.app.CaseClient;
import org.bactrian.cli.result.CaseFailure;
import org.bactrian.cli.result.CaseResult;
import org.bactrian.event.CaseEvent;
import org.bactrian.event.CaseEvent.Failed;
import org.bactrian.event.CaseEvent.Segmented;
import org.bactrian.event.CaseEvent.Submitted;
import org.bactrian.event.Quantity;
import org.bactrian.volume.Measurement;

/** Waits for what becomes of submitted cases. */
final class AwaitedResults {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final String DICE = "dice_";

    private final CaseClient client;
    private final List<Submitted> submitted;

    AwaitedResults(CaseClient client, List<Submitted> submitted) {
        this.client = client;
        this.submitted = List.copyOf(submitted);
    }

    /**
     * Waits until each case has its answer.
     *
     * @param watcher told the answers so far, again and again
     * @return in the order in which the cases were submitted
     */
    List<CaseResult> await(Consumer<List<CaseEvent>> watcher) {
        Map<String, CaseEvent> answers = new LinkedHashMap<>();
        while (answers.size() < submitted.size()) {
            client.hear(PAUSE).forEach(event -> {
                if (isAwaited(event)) {
                    answers.put(event.eventId(), event);
                }
            });
            watcher.accept(List.copyOf(answers.values()));
        }
        return submitted.stream()
                .flatMap(one -> Optional.ofNullable(answers.get(one.eventId())).stream())
                .map(AwaitedResults::result)
                .toList();
    }

    private boolean isAwaited(CaseEvent event) {
        return submitted.stream().anyMatch(one -> one.eventId().equals(event.eventId()))
                && !(event instanceof Submitted);
    }

    /** An answer as verbs tell of it; Dice travels among the measurements. */
    static CaseResult result(CaseEvent answer) {
        if (answer instanceof Segmented segmented) {
            return segmented(segmented);
        }
        if (answer instanceof Failed failed) {
            CaseFailure failure = new CaseFailure(failed.stage(), failed.message());
            return CaseResult.failed(failed.caseId(), Map.of(), failure);
        }
        throw new IllegalStateException("no answer: " + answer);
    }

    private static CaseResult segmented(Segmented segmented) {
        List<Measurement> measurements = new ArrayList<>();
        Map<String, Double> dice = new LinkedHashMap<>();
        for (Quantity one : segmented.measurements()) {
            if (one.name().startsWith(DICE)) {
                dice.put(one.name().substring(DICE.length()), one.value());
            } else {
                measurements.add(new Measurement(one.name(), one.value(), one.unit()));
            }
        }
        return new CaseResult(
                segmented.caseId(),
                Optional.of(segmented.labels().toString()),
                segmented.pictures().stream().findFirst().map(Object::toString),
                Optional.empty(),
                measurements,
                segmented.confidence(),
                dice,
                segmented.seconds(),
                Optional.empty());
    }
}
