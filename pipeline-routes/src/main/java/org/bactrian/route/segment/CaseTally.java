package org.bactrian.route.segment;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.bactrian.event.CaseEvent.Segmented;
import org.bactrian.event.Confidence;
import org.bactrian.event.DeadLetter;
import org.bactrian.metrics.Meters;
import org.bactrian.metrics.PipelineMeter;
import org.bactrian.segment.confidence.ReviewReason;

/** Counts cases: taken, answered, given up. Safe for use by many threads. */
final class CaseTally {

    private final Meters meters;
    private final AtomicInteger inWork = new AtomicInteger();

    CaseTally(Meters meters) {
        this.meters = meters;
        meters.watch(PipelineMeter.CASES_IN_WORK, inWork::get);
        meters.expect(PipelineMeter.CASE_SECONDS);
        for (String outcome : new String[] {"segmented", "reused", "failed"}) {
            meters.expect(PipelineMeter.CASES, "outcome", outcome);
        }
        for (ReviewReason.Kind kind : ReviewReason.Kind.values()) {
            meters.expect(PipelineMeter.CASE_REVIEWS, "reason", kind.text());
        }
    }

    /** A case is in work until its exchange ends. */
    void taken(Exchange exchange) {
        inWork.incrementAndGet();
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange ended) {
                inWork.decrementAndGet();
            }
        });
    }

    void answered(Segmented segmented, Duration elapsed) {
        meters.count(PipelineMeter.CASES, "outcome", segmented.reused() ? "reused" : "segmented");
        meters.time(PipelineMeter.CASE_SECONDS, elapsed);
        if (!segmented.reused()) {
            segmented.confidence().ifPresent(this::judged);
        }
    }

    private void judged(Confidence confidence) {
        confidence.reasons().stream()
                .map(Confidence.Reason::kind)
                .distinct()
                .forEach(reason -> meters.count(PipelineMeter.CASE_REVIEWS, "reason", reason));
        confidence.entropy().ifPresent(entropy -> meters.set(PipelineMeter.CASE_ENTROPY, entropy));
    }

    void givenUp(DeadLetter letter) {
        meters.count(PipelineMeter.CASES, "outcome", "failed");
        meters.count(PipelineMeter.CASE_FAILURES, "reason", letter.reason().text(), "stage", letter.stage());
    }
}
