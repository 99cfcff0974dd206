package org.bactrian.segment.window;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bactrian.unet.engine.DeviceMemoryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Patches that wait until enough of them are there to be scored at once. For one thread. */
final class PatchQueue {

    private static final Logger LOG = LoggerFactory.getLogger(PatchQueue.class);

    private static final class Waiting {

        private final float[] patch;
        private final Consumer<float[]> whenScored;

        Waiting(float[] patch, Consumer<float[]> whenScored) {
            this.patch = patch;
            this.whenScored = whenScored;
        }
    }

    private final PatchScores network;
    private final List<Waiting> waiting = new ArrayList<>();
    private int atOnce;

    PatchQueue(PatchScores network) {
        this.network = network;
        this.atOnce = network.atOnce();
    }

    /**
     * Adds a patch.
     *
     * @param whenScored told the patch's scores, now or later, in the order in which patches came
     */
    void add(float[] patch, Consumer<float[]> whenScored) {
        waiting.add(new Waiting(patch, whenScored));
        if (waiting.size() >= atOnce) {
            finish();
        }
    }

    /** Scores all that still wait. */
    void finish() {
        while (!waiting.isEmpty()) {
            List<Waiting> batch = waiting.subList(0, Math.min(atOnce, waiting.size()));
            if (tried(batch)) {
                batch.clear();
            }
        }
    }

    /** Scores a batch, or halves what is scored at once from now on; a single patch that does not fit is a failure. */
    private boolean tried(List<Waiting> batch) {
        List<float[]> scores;
        try {
            scores = network.scores(batch.stream().map(queued -> queued.patch).toList());
        } catch (DeviceMemoryException full) {
            if (batch.size() == 1) {
                throw full;
            }
            atOnce = batch.size() / 2;
            network.fitNoMoreThan(atOnce);
            LOG.warn("the device's memory is full, scoring fewer patches at once: patches={}", atOnce);
            return false;
        }
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).whenScored.accept(scores.get(i));
        }
        return true;
    }
}
