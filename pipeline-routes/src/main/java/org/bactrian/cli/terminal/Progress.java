package org.bactrian.cli.terminal;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressState;

/** How far a task has come. Safe to tell from any thread. */
public final class Progress implements AutoCloseable {

    private final ProgressBar bar;

    public Progress(ProgressBar bar) {
        this.bar = bar;
    }

    /** Says what is being done now. */
    public void doing(String what) {
        bar.setExtraMessage(" " + what);
    }

    /** Says how many steps are done. */
    public void reached(long steps) {
        bar.stepTo(steps);
    }

    @Override
    public void close() {
        bar.close();
    }

    /** A line such as {@code segment 15 %, 41 s: case_0003}, without control characters. */
    public static String plainLine(ProgressState state, int width) {
        String doing = state.getExtraMessage().isEmpty() ? "" : ":" + state.getExtraMessage();
        return "%s %d %%, %d s%s"
                .formatted(
                        state.getTaskName(),
                        Math.round(100 * state.getNormalizedProgress()),
                        state.getElapsedAfterStart().toSeconds(),
                        doing);
    }
}
