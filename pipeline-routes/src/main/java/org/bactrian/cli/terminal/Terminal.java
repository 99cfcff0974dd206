package org.bactrian.cli.terminal;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * The only class that prints. Results go to standard output, everything else to standard error: notes and progress
 * unless quiet, problems always. Progress is a bar where standard error is a terminal, else one plain line every few
 * seconds.
 */
public final class Terminal {

    /** Set by the launcher, for Java 17 cannot ask whether standard error is a terminal. */
    private static final boolean INTERACTIVE = Boolean.getBoolean("bactrian.terminal");

    /** Wipes away a progress bar, which draws itself anew below. */
    private static final String CLEAR_LINE = "\r\u001b[K";

    /** Where no terminal tells how wide it is: to look for one takes a tenth of a second. */
    private static final int LONGEST_LINE = 1_000;

    private static final int BAR_INTERVAL_MS = 250;
    private static final int PLAIN_INTERVAL_MS = 5_000;

    private final PrintWriter results;
    private final PrintWriter messages;
    private final boolean quiet;

    public Terminal(PrintWriter results, PrintWriter messages, boolean quiet) {
        this.results = results;
        this.messages = messages;
        this.quiet = quiet;
    }

    public static PrintWriter standardOutput() {
        return new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    }

    public static PrintWriter standardError() {
        return new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    }

    /** Prints a line of the result. */
    public void result(String line) {
        results.println(line);
        results.flush();
    }

    /** Prints a table of the result. */
    public void table(List<String> heads, List<List<String>> rows) {
        TextTable.of(heads, rows).lines().forEach(this::result);
    }

    /** Prints the result as one JSON document. */
    public void json(Object report) {
        result(Json.of(report));
    }

    /** Tells what is going on; silent when quiet. */
    public void note(String line) {
        if (!quiet) {
            problem(line);
        }
    }

    /** Tells what is wrong, quiet or not. */
    public void problem(String line) {
        messages.println(INTERACTIVE ? CLEAR_LINE + line : line);
        messages.flush();
    }

    /** Shows where a failure came from, for {@code --debug}. */
    public void trace(Throwable failure) {
        failure.printStackTrace(messages);
        messages.flush();
    }

    /** Begins to show progress of a task that takes a number of steps; close it when the task ends. */
    public Progress progress(String task, long steps) {
        ProgressBarBuilder bar =
                ProgressBar.builder().setTaskName(task).setInitialMax(steps).setStyle(ProgressBarStyle.ASCII);
        if (quiet) {
            bar.setConsumer(new DelegatingProgressBarConsumer(line -> {}, LONGEST_LINE));
        } else if (INTERACTIVE) {
            bar.setConsumer(new ConsoleProgressBarConsumer(System.err)).setUpdateIntervalMillis(BAR_INTERVAL_MS);
        } else {
            bar.setConsumer(new DelegatingProgressBarConsumer(newLines(this::note), LONGEST_LINE))
                    .setRenderer(Progress::plainLine)
                    .setUpdateIntervalMillis(PLAIN_INTERVAL_MS);
        }
        return new Progress(bar.build());
    }

    /** Passes over a line that says what the last one said. */
    private static Consumer<String> newLines(Consumer<String> to) {
        AtomicReference<String> last = new AtomicReference<>("");
        return line -> {
            if (!last.getAndSet(line).equals(line)) {
                to.accept(line);
            }
        };
    }
}
