package org.bactrian.cli.service;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.bactrian.app.BactrianConfig;
import org.bactrian.cli.option.ConfigOption;
import org.bactrian.cli.option.JsonOption;
import org.bactrian.cli.option.OutputOptions;
import org.bactrian.cli.terminal.ExitCode;
import org.bactrian.cli.terminal.Logging;
import org.bactrian.cli.terminal.Terminal;
import org.bactrian.event.BadMessageException;
import org.bactrian.event.FailureReason;
import org.bactrian.route.Redrive;
import org.bactrian.route.Redrive.Filter;
import org.bactrian.route.Redrive.Letter;
import org.bactrian.route.Redrive.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Puts dead-lettered cases back to the queue. */
@Command(
        name = "redrive",
        description = {
            "Puts dead-lettered cases back to the queue, once what killed them is put right; each only once.",
            "Without a filter all of them."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  bactrian redrive --dry-run",
            "  bactrian redrive --since 2h --reason missing-object",
            "  bactrian redrive --case case_00042"
        })
public final class RedriveCommand implements Callable<Integer> {

    /** A broker that does not answer for so long is away. */
    private static final int PATIENCE_MS = 20_000;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(
            names = "--since",
            paramLabel = "T",
            converter = PastConverter.class,
            description =
                    "Only what died since: a time such as 2026-01-31T08:00:00Z, or how long ago, such as 2h or 3d.")
    private Optional<Instant> since = Optional.empty();

    @Option(names = "--case", paramLabel = "ID", description = "Only this case.")
    private Optional<String> caseId = Optional.empty();

    @Option(
            names = "--reason",
            paramLabel = "R",
            converter = ReasonConverter.class,
            description = "Only what died for this reason: bad-message, bad-case, missing-object or unexpected.")
    private Optional<FailureReason> reason = Optional.empty();

    @Option(names = "--dry-run", description = "Only tell what would be put back.")
    private boolean dryRun;

    @Mixin
    private ConfigOption config = new ConfigOption();

    /** A case that was put back, or the obstacle that keeps it from being so, and why it had died. */
    record Redriven(
            String caseId, String reason, String stage, String message, Instant time, Optional<String> obstacle) {

        static Redriven of(Letter letter, Optional<String> obstacle) {
            return new Redriven(
                    letter.id(),
                    letter.why().reason().text(),
                    letter.why().stage(),
                    letter.why().message(),
                    letter.why().time(),
                    obstacle);
        }

        static List<Redriven> of(Outcome outcome) {
            Stream<Redriven> driven = outcome.driven().stream().map(letter -> of(letter, Optional.empty()));
            Stream<Redriven> stuck = outcome.stuck().stream().map(one -> of(one.letter(), Optional.of(one.cause())));
            return Stream.concat(driven, stuck).toList();
        }
    }

    @Override
    public Integer call() {
        Logging.ofVerb();
        BactrianConfig settings = config.read();
        Map<String, Object> client = new HashMap<>(settings.kafka().clientProperties());
        client.put("default.api.timeout.ms", PATIENCE_MS);
        client.put("max.block.ms", PATIENCE_MS);
        Redrive redrive = new Redrive(client, settings.kafka().topics().names());
        Outcome outcome = redrive.run(new Filter(since, caseId, reason), dryRun);
        tell(Redriven.of(outcome));
        return outcome.stuck().isEmpty() ? ExitCode.DONE : ExitCode.SOME_CASES_FAILED;
    }

    private void tell(List<Redriven> letters) {
        Terminal terminal = output.terminal();
        letters.forEach(letter -> letter.obstacle()
                .ifPresent(obstacle -> terminal.problem("%s, which died %s, cannot be put back: %s"
                        .formatted(letter.caseId(), letter.time(), obstacle))));
        if (json.wanted()) {
            terminal.json(letters);
            return;
        }
        List<Redriven> driven =
                letters.stream().filter(letter -> letter.obstacle().isEmpty()).toList();
        if (!driven.isEmpty()) {
            terminal.table(
                    List.of("case", "died", "stage", "reason", "message"),
                    driven.stream()
                            .map(one -> List.of(
                                    one.caseId(), one.time().toString(), one.stage(), one.reason(), one.message()))
                            .toList());
        }
        terminal.note("%d dead letters %s".formatted(driven.size(), dryRun ? "would be put back" : "put back"));
    }

    /** Reads a time, or how long ago it was. */
    public static final class PastConverter implements ITypeConverter<Instant> {

        @Override
        public Instant convert(String text) {
            return Past.instant(text, Clock.systemUTC());
        }
    }

    /** Reads a reason as it is written in messages. */
    public static final class ReasonConverter implements ITypeConverter<FailureReason> {

        @Override
        public FailureReason convert(String text) {
            try {
                return FailureReason.of(text);
            } catch (BadMessageException unknown) {
                throw new TypeConversionException(unknown.getMessage());
            }
        }
    }
}
