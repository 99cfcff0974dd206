package org.bactrian.cli.service;

import java.util.List;
import java.util.concurrent.Callable;
import org.bactrian.app.BactrianConfig;
import org.bactrian.app.Preflight;
import org.bactrian.app.Preflight.Finding;
import org.bactrian.app.Worker;
import org.bactrian.cli.option.ConfigOption;
import org.bactrian.cli.option.OutputOptions;
import org.bactrian.cli.terminal.ExitCode;
import org.bactrian.cli.terminal.Logging;
import org.bactrian.cli.terminal.Terminal;
import org.bactrian.file.ShortLived;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the worker. */
@Command(
        name = "serve",
        description = {
            "Runs the worker: takes case and training events from Kafka until it is stopped.",
            "Before it starts it tries everything it needs, and says what is wrong, one line each. SIGTERM or Ctrl-C"
                    + " lets it finish the case in hand, and ends it with exit code 0."
        },
        footerHeading = "%nExample:%n",
        footer = "  bactrian serve --config bactrian.yaml")
public final class ServeCommand implements Callable<Integer> {

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Override
    public Integer call() throws InterruptedException {
        Logging.ofService(output.debug());
        BactrianConfig settings = config.read();
        List<Finding> findings = Preflight.of(settings);
        Terminal terminal = output.terminal();
        findings.stream().filter(Finding::ok).forEach(finding -> terminal.note(CheckCommand.line(finding)));
        List<Finding> wrong = findings.stream().filter(finding -> !finding.ok()).toList();
        wrong.forEach(finding -> terminal.problem(CheckCommand.line(finding)));
        if (!wrong.isEmpty()) {
            return ExitCode.USAGE;
        }
        try (Worker worker = Worker.start(settings)) {
            ShortLived.surviveSignals();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> drain(worker, terminal), "drain"));
            terminal.note("serving; metrics and health at http://%s:%d"
                    .formatted(settings.http().host(), settings.http().port()));
            worker.awaitClose();
        }
        return ExitCode.DONE;
    }

    private static void drain(Worker worker, Terminal terminal) {
        terminal.note("stopping: finishing the case in hand");
        worker.close();
        ShortLived.deleteAll();
        terminal.note("stopped");
        Runtime.getRuntime().halt(ExitCode.DONE);
    }
}
