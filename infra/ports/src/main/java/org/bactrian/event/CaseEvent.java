package org.bactrian.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bactrian.store.ObjectKey;

/** What is said about one case; the schema is {@code bactrian.case/1} and the record key is the case id. */
public sealed interface CaseEvent {

    /** The id of the submission; its answers carry the same. */
    String eventId();

    /** Names the case in keys, file names and logs: at most 128 letters, digits, dots, hyphens and underscores. */
    String caseId();

    /** When it was published, UTC. */
    Instant time();

    /**
     * A case waits to be segmented.
     *
     * <pre>{@code
     * {"schema": "bactrian.case/1", "type": "submitted", "eventId": "9f2c", "caseId": "case_00042",
     *  "inputs": [{"bucket": "scans", "key": "case_00042/ct.nii.gz"}], "time": "2026-01-31T08:00:00Z"}
     * }</pre>
     *
     * @param inputs one volume for each channel of the model, in its order
     * @param truth a label map to compare with, when one is known
     */
    record Submitted(String eventId, String caseId, List<ObjectKey> inputs, Optional<ObjectKey> truth, Instant time)
            implements CaseEvent {

        /** Refuses a bad value with {@link BadMessageException}. */
        public Submitted {
            Field.id("eventId", eventId);
            Field.id("caseId", caseId);
            inputs = Field.notEmpty("inputs", inputs);
        }
    }

    /**
     * A case is done. The same JSON is the manifest {@code result.json}.
     *
     * <pre>{@code
     * {"schema": "bactrian.case/1", "type": "segmented", "eventId": "9f2c", "caseId": "case_00042",
     *  "modelDigest": "5feceb66...", "result": {"bucket": "results", "key": ".../result.json"},
     *  "labels": {"bucket": "results", "key": ".../labels.nii.gz"}, "pictures": [],
     *  "measurements": [{"name": "kidney_left_volume", "value": 161.3, "unit": "ml"}],
     *  "seconds": {"fetch": 0.4, "segment": 21.7}, "reused": false, "time": "2026-01-31T08:00:31Z"}
     * }</pre>
     *
     * @param modelDigest SHA-256 of the model bundle
     * @param result the manifest, written last
     * @param labels the label map on the grid of the first input
     * @param pictures overlay pictures, the contact sheet first
     * @param confidence how far to trust it; absent in results of versions that did not tell
     * @param seconds by stage, in the order of the stages
     * @param reused whether an earlier result was announced again instead of computing it
     */
    record Segmented(
            String eventId,
            String caseId,
            String modelDigest,
            ObjectKey result,
            ObjectKey labels,
            List<ObjectKey> pictures,
            List<Quantity> measurements,
            Optional<Confidence> confidence,
            Map<String, Double> seconds,
            boolean reused,
            Instant time)
            implements CaseEvent {

        /** Refuses a bad value with {@link BadMessageException}. */
        public Segmented {
            Field.id("eventId", eventId);
            Field.id("caseId", caseId);
            Field.digest("modelDigest", modelDigest);
            pictures = List.copyOf(pictures);
            measurements = List.copyOf(measurements);
            seconds = Field.secondsByName("seconds", seconds);
        }

        /** The same result as the answer to another submission, or to the same one delivered again. */
        public Segmented announcedAgain(String submission, Instant now) {
            return new Segmented(
                    submission,
                    caseId,
                    modelDigest,
                    result,
                    labels,
                    pictures,
                    measurements,
                    confidence,
                    seconds,
                    true,
                    now);
        }
    }

    /**
     * A case can never succeed and lies in the dead letters.
     *
     * <pre>{@code
     * {"schema": "bactrian.case/1", "type": "failed", "eventId": "9f2c", "caseId": "case_00042",
     *  "stage": "preprocess", "reason": "bad-case",
     *  "message": "0-ct.nii.gz: dim[1] is -512, expected a size of 1 to 2147483631",
     *  "time": "2026-01-31T08:00:02Z"}
     * }</pre>
     *
     * @param stage where it failed
     * @param message one line for people: no patient data, no stack trace; cut to 500 characters
     */
    record Failed(String eventId, String caseId, String stage, FailureReason reason, String message, Instant time)
            implements CaseEvent {

        /** Refuses a bad value with {@link BadMessageException}. */
        public Failed {
            Field.id("eventId", eventId);
            Field.id("caseId", caseId);
            Field.id("stage", stage);
            message = Field.sentence(message);
        }
    }
}
