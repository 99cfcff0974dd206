package org.bactrian.cli.service;

import java.util.List;
import java.util.concurrent.Callable;
import org.bactrian.app.Preflight;
import org.bactrian.app.Preflight.Finding;
import org.bactrian.cli.option.ConfigOption;
import org.bactrian.cli.option.JsonOption;
import org.bactrian.cli.option.OutputOptions;
import org.bactrian.cli.terminal.ExitCode;
import org.bactrian.cli.terminal.Logging;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tries everything that the service needs. */
@Command(
        name = "check",
        description = {
            "Tries everything that the service needs, and says what is wrong.",
            "One line each: configuration, brokers, topics, buckets, credentials, model, stages, engine and device, work"
                    + " folder. Exit code 2 when anything is wrong. Topics and buckets are made where the configuration"
                    + " says so."
        },
        footerHeading = "%nExample:%n",
        footer = "  bactrian check --config bactrian.yaml")
public final class CheckCommand implements Callable<Integer> {

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Override
    public Integer call() {
        Logging.ofVerb();
        List<Finding> findings = Preflight.of(config.read());
        if (json.wanted()) {
            output.terminal().json(findings);
        } else {
            findings.forEach(finding -> output.terminal().result(line(finding)));
        }
        return findings.stream().allMatch(Finding::ok) ? ExitCode.DONE : ExitCode.USAGE;
    }

    /** Such as {@code wrong  store   http://localhost:9000: refuses the credentials}. */
    public static String line(Finding finding) {
        return "%-5s  %-7s %s".formatted(finding.ok() ? "ok" : "wrong", finding.subject(), finding.line());
    }
}
