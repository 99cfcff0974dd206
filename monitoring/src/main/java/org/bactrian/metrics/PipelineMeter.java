package org.bactrian.metrics;

import java.util.List;

/** What is measured. Tags never carry case ids or patient data: their values are few. */
public enum PipelineMeter {
    CASES(
            Kind.COUNTER,
            "bactrian.cases",
            "cases",
            "cases that were answered; outcome is segmented, reused or failed",
            "outcome"),
    CASE_FAILURES(
            Kind.COUNTER,
            "bactrian.case.failures",
            "cases",
            "cases that went to the dead letters; reason as in the Failed event, stage where it failed",
            "reason",
            "stage"),
    CASE_REVIEWS(
            Kind.COUNTER,
            "bactrian.case.reviews",
            "cases",
            "cases that a person should look at; reason is entropy, disagreement, volume or nothing-found",
            "reason"),
    CASE_ENTROPY(
            Kind.GAUGE,
            "bactrian.case.entropy",
            "",
            "mean entropy in the foreground of the last case, 0 (sure) to 1 (all classes equally likely)"),
    CASE_SECONDS(Kind.TIMER, "bactrian.case", "seconds", "from taking a case to announcing its result"),
    CASES_IN_WORK(Kind.GAUGE, "bactrian.cases.in.work", "cases", "cases that this worker has taken and not answered"),
    CASES_ALONE(
            Kind.COUNTER,
            "bactrian.cases.alone",
            "cases",
            "cases that were tried again with no other in work, since memory ran out beside others"),
    STAGE_SECONDS(Kind.TIMER, "bactrian.stage", "seconds", "one stage of one case, from fetch to announce", "stage"),
    QUEUE_LAG(
            Kind.GAUGE,
            "bactrian.queue.lag",
            "messages",
            "messages that wait in the partitions that this worker reads",
            "topic"),
    PAUSED(Kind.GAUGE, "bactrian.paused", "", "1 while the worker takes no cases because a server is away, else 0"),
    RETRIES(
            Kind.COUNTER,
            "bactrian.retries",
            "attempts",
            "attempts repeated because the store or the broker was away",
            "stage"),
    TRAINING_PAUSED(
            Kind.GAUGE,
            "bactrian.training.paused",
            "",
            "1 while a training waits because a server or the disk is away, else 0; cases may go on"),
    TRAINING_EPOCHS(Kind.COUNTER, "bactrian.training.epochs", "epochs", "epochs finished by this worker"),
    TRAINING_EPOCH_SECONDS(Kind.TIMER, "bactrian.training.epoch", "seconds", "one epoch, validation included"),
    TRAINING_LOSS(
            Kind.GAUGE, "bactrian.training.loss", "", "loss of the last epoch; set is training or validation", "set"),
    TRAINING_DICE(
            Kind.GAUGE,
            "bactrian.training.dice",
            "",
            "Dice coefficient of the last epoch on the left-out cases",
            "label"),
    TRAINING_LEARNING_RATE(Kind.GAUGE, "bactrian.training.learning.rate", "", "learning rate of the last epoch");

    /** How a meter measures. */
    public enum Kind {
        /** Adds up since the start of the worker. */
        COUNTER,
        /** Counts, sums and sorts durations into buckets. */
        TIMER,
        /** Holds the last value. */
        GAUGE
    }

    private final Kind kind;
    private final String meterName;
    private final String unit;
    private final String meaning;

    @SuppressWarnings("ImmutableEnumChecker") // List.of, which is.
    private final List<String> tags;

    PipelineMeter(Kind kind, String meterName, String unit, String meaning, String... tags) {
        this.kind = kind;
        this.meterName = meterName;
        this.unit = unit;
        this.meaning = meaning;
        this.tags = List.of(tags);
    }

    public Kind kind() {
        return kind;
    }

    /** The name for Micrometer, in lower case with dots. */
    public String meterName() {
        return meterName;
    }

    /** What one is; empty for a pure number. */
    public String unit() {
        return unit;
    }

    public String meaning() {
        return meaning;
    }

    /** The names of the tags, all of which every measurement gives. */
    public List<String> tags() {
        return tags;
    }
}
