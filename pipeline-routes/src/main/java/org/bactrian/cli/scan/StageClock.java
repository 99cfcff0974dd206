package org.bactrian.cli.scan;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.bactrian.stage.StageObserver;
import org.bactrian.volume.BadCaseException;

/** Measures the seconds that each step of one case takes, and names the step in which it is refused. */
public final class StageClock implements StageObserver {

    private static final double NANOS = 1e9;

    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private String latest = "";

    @Override
    public void begins(String caseId, String stage) {
        latest = stage;
    }

    @Override
    public void finished(String caseId, String stage, Duration elapsed) {
        seconds.merge(stage, elapsed.toNanos() / NANOS, Double::sum);
    }

    /** Runs a step under a name. */
    public <T> T time(String step, Supplier<T> work) {
        latest = step;
        long start = System.nanoTime();
        try {
            return work.get();
        } catch (BadCaseException refused) {
            throw refused.at(step);
        } finally {
            seconds.merge(step, (System.nanoTime() - start) / NANOS, Double::sum);
        }
    }

    /** The same for a step that gives nothing. */
    public void run(String step, Runnable work) {
        time(step, () -> {
            work.run();
            return step;
        });
    }

    /** The step that was begun last. */
    public String latest() {
        return latest;
    }

    /** The seconds so far, in the order of the steps. */
    public Map<String, Double> seconds() {
        return seconds;
    }
}
