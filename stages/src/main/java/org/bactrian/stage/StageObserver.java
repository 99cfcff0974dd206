package org.bactrian.stage;

import java.time.Duration;

/** Told about every stage that runs; the core knows no metrics, whoever counts observes. Called on the same thread. */
@FunctionalInterface
public interface StageObserver {

    /** Watches nothing. */
    StageObserver NONE = (caseId, stage, elapsed) -> {};

    /** A stage begins with a case. */
    default void begins(String caseId, String stage) {}

    /** A stage has finished a case. */
    void finished(String caseId, String stage, Duration elapsed);
}
