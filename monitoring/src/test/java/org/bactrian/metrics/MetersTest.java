package org.bactrian.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Meters meters = new Meters(registry);

    @Test
    void countsByTag() {
        meters.count(PipelineMeter.CASE_FAILURES, "reason", "bad-case", "stage", "fetch");
        meters.count(PipelineMeter.CASE_FAILURES, "stage", "fetch", "reason", "bad-case");
        meters.count(PipelineMeter.CASE_FAILURES, "reason", "bad-case", "stage", "crop");

        assertThat(registry.get("bactrian.case.failures")
                        .tag("stage", "fetch")
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void timesAddUp() {
        meters.time(PipelineMeter.STAGE_SECONDS, Duration.ofMillis(250), "stage", "resample");
        meters.time(PipelineMeter.STAGE_SECONDS, Duration.ofMillis(500), "stage", "resample");

        assertThat(registry.get("bactrian.stage").timer().totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(750);
    }

    @Test
    void aGaugeHoldsTheLastValueForEachTag() {
        meters.set(PipelineMeter.TRAINING_DICE, 0.5, "label", "kidney");
        meters.set(PipelineMeter.TRAINING_DICE, 0.9, "label", "kidney");
        meters.set(PipelineMeter.TRAINING_DICE, 0.7, "label", "tumor");

        assertThat(dice("kidney")).isEqualTo(0.9);
        assertThat(dice("tumor")).isEqualTo(0.7);
    }

    @Test
    void aWatchedGaugeAsksAgain() {
        AtomicInteger inWork = new AtomicInteger(3);
        meters.watch(PipelineMeter.CASES_IN_WORK, inWork::get);

        inWork.set(4);

        assertThat(registry.get("bactrian.cases.in.work").gauge().value()).isEqualTo(4);
    }

    @Test
    void aWatchedGaugeLivesAsLongAsTheRegistry() {
        meters.watch(PipelineMeter.PAUSED, () -> 1);

        System.gc();

        assertThat(registry.get("bactrian.paused").gauge().value()).isEqualTo(1);
    }

    @Test
    void anExpectedMeterIsSeenBeforeItHappens() {
        meters.expect(PipelineMeter.CASES, "outcome", "failed");
        meters.expect(PipelineMeter.CASE_SECONDS);

        assertThat(registry.get("bactrian.cases").counter().count()).isZero();
        assertThat(registry.get("bactrian.case").timer().count()).isZero();
    }

    @Test
    void tagsThatAreNotDeclaredAreRefusedWithTheDeclaredOnes() {
        assertThatThrownBy(() -> meters.count(PipelineMeter.CASES, "outcome", "failed", "case", "case_00042"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("CASES has the tags [outcome], not [outcome, case]");
        assertThatThrownBy(() -> meters.count(PipelineMeter.CASES)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> meters.count(PipelineMeter.CASES, "outcome"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> meters.count(PipelineMeter.CASE_FAILURES, "stage", "a", "stage", "b"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMeterOfAnotherKindIsRefused() {
        assertThatThrownBy(() -> meters.count(PipelineMeter.PAUSED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("PAUSED is a GAUGE, not a COUNTER");
    }

    private double dice(String label) {
        return registry.get("bactrian.training.dice")
                .tag("label", label)
                .gauge()
                .value();
    }
}
