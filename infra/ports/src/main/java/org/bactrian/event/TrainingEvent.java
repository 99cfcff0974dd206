package org.bactrian.event;

import java.time.Instant;
import java.util.Map;
import org.bactrian.store.ObjectKey;
import org.bactrian.store.ObjectPrefix;

/** What is said about one training; the schema is {@code bactrian.training/1} and the record key is the training id. */
public sealed interface TrainingEvent {

    /** Names the training in keys, file names and logs: at most 128 letters, digits, dots, hyphens and underscores. */
    String trainingId();

    /** When it was published, UTC. */
    Instant time();

    /**
     * A model waits to be trained.
     *
     * <pre>{@code
     * {"schema": "bactrian.training/1", "type": "requested", "trainingId": "kits_fold0",
     *  "dataset": {"bucket": "datasets", "prefix": "Dataset220_KiTS2023/"}, "preset": "quick", "fold": "0",
     *  "epochs": 100, "seed": 1, "time": "2026-01-31T08:00:00Z"}
     * }</pre>
     *
     * @param dataset where a dataset in nnU-Net's layout lies
     * @param preset the name of a training plan
     * @param fold the number of the fold to leave out for validation, or {@code all}
     */
    record Requested(
            String trainingId, ObjectPrefix dataset, String preset, String fold, int epochs, long seed, Instant time)
            implements TrainingEvent {

        /** Refuses a bad value with {@link BadMessageException}. */
        public Requested {
            Field.id("trainingId", trainingId);
            Field.id("preset", preset);
            Field.fold("fold", fold);
            Field.atLeast(1, "epochs", epochs);
        }
    }

    /**
     * One epoch is done.
     *
     * <pre>{@code
     * {"schema": "bactrian.training/1", "type": "epoch-finished", "trainingId": "kits_fold0", "epoch": 12,
     *  "epochs": 100, "learningRate": 0.0089, "trainingLoss": -0.61, "validationLoss": -0.55,
     *  "dice": {"kidney": 0.93, "tumor": 0.71}, "seconds": 41.2, "time": "2026-01-31T08:09:10Z"}
     * }</pre>
     *
     * @param epoch counted from 1
     * @param epochs how many there will be
     * @param trainingLoss mean over the epoch's batches; Dice loss is counted from -1, so it may be negative
     * @param validationLoss the same over the batches of the left-out cases
     * @param dice by label, over the batches of the left-out cases; a label that did not occur is absent
     * @param seconds that this epoch took
     */
    record EpochFinished(
            String trainingId,
            int epoch,
            int epochs,
            double learningRate,
            double trainingLoss,
            double validationLoss,
            Map<String, Double> dice,
            double seconds,
            Instant time)
            implements TrainingEvent {

        /** Refuses a bad value with {@link BadMessageException}. */
        public EpochFinished {
            Field.id("trainingId", trainingId);
            Field.atLeast(1, "epoch", epoch);
            Field.atLeast(epoch, "epochs", epochs);
            Field.positive("learningRate", learningRate);
            Field.finite("trainingLoss", trainingLoss);
            Field.finite("validationLoss", validationLoss);
            dice = Field.dice("dice", dice);
            Field.seconds("seconds", seconds);
        }
    }

    /**
     * A model is trained and uploaded.
     *
     * <pre>{@code
     * {"schema": "bactrian.training/1", "type": "finished", "trainingId": "kits_fold0",
     *  "model": {"bucket": "models", "key": "kits_fold0/model.bactrian"}, "modelDigest": "5feceb66...",
     *  "epochs": 100, "dice": {"kidney": 0.95, "tumor": 0.78}, "seconds": 4120.0, "time": "2026-01-31T09:08:40Z"}
     * }</pre>
     *
     * @param modelDigest SHA-256 of the model bundle
     * @param dice by label, over the whole left-out cases; empty when every case was trained on
     * @param seconds that the training took
     */
    record Finished(
            String trainingId,
            ObjectKey model,
            String modelDigest,
            int epochs,
            Map<String, Double> dice,
            double seconds,
            Instant time)
            implements TrainingEvent {

        /** Refuses a bad value with {@link BadMessageException}. */
        public Finished {
            Field.id("trainingId", trainingId);
            Field.digest("modelDigest", modelDigest);
            Field.atLeast(1, "epochs", epochs);
            dice = Field.dice("dice", dice);
            Field.seconds("seconds", seconds);
        }
    }

    /**
     * A training cannot go on and lies in the dead letters.
     *
     * <pre>{@code
     * {"schema": "bactrian.training/1", "type": "failed", "trainingId": "kits_fold0", "reason": "missing-object",
     *  "message": "the store has no s3://datasets/Dataset220_KiTS2023/dataset.json", "time": "2026-01-31T08:00:01Z"}
     * }</pre>
     *
     * @param message one line for people: no patient data, no stack trace; cut to 500 characters
     */
    record Failed(String trainingId, FailureReason reason, String message, Instant time) implements TrainingEvent {

        /** Refuses a bad value with {@link BadMessageException}. */
        public Failed {
            Field.id("trainingId", trainingId);
            message = Field.sentence(message);
        }
    }
}
