package org.bactrian.stage;

import java.time.Duration;

/** Told about every stage that has run; the core knows no metrics, whoever counts observes. Called on the same thread. */
@FunctionalInterface
public interface StageObserver {

    /** Watches nothing. */
    StageObserver NONE = (caseId, stage, elapsed) -> {};

    /** A stage has finished a case. */
    void finished(String caseId, String stage, Duration elapsed);
}
