package org.bactrian.train;

/** Told how a training comes along, on the thread that trains; what it does not care for it leaves out. */
public interface TrainingListener {

    /** Cares for nothing. */
    TrainingListener NONE = new TrainingListener() {};

    /** A case has been prepared, or was already. */
    default void casePrepared(String caseId, int done, int all) {}

    /** A step has been taken; both numbers count from 0. */
    default void batchFinished(int epoch, int batch, double loss) {}

    /** An epoch is over and its checkpoint written. */
    default void epochFinished(EpochReport report) {}

    /** A held-out case has been segmented and scored. */
    default void caseValidated(String caseId, int done, int all) {}
}
