package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bactrian.cli.terminal.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class BactrianTest {

    private static final Set<String> VERBS = new TreeSet<>(List.of(
            "bench",
            "check",
            "demo",
            "evaluate",
            "export",
            "import",
            "inspect",
            "phantom",
            "postprocess",
            "preprocess",
            "redrive",
            "resample",
            "segment",
            "serve",
            "stages",
            "submit",
            "train"));

    static Set<String> verbs() {
        return VERBS;
    }

    @Test
    void knowsTheseVerbsAndNoOther() {
        Set<String> registered =
                new TreeSet<>(Bactrian.commandLine().getSubcommands().keySet());

        registered.remove("generate-completion");

        assertThat(registered).isEqualTo(VERBS);
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void helpOfEveryVerbShowsAWorkedExample(String verb) {
        Run run = Run.of(verb, "--help");

        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains("Example").contains("\n  bactrian " + verb + " ");
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void theVerbThatIsRunIsTheOneAmongAllVerbs(String verb) {
        CommandLine alone = Bactrian.commandLine(verb, "--help");

        assertThat(alone.getSubcommands()).containsOnlyKeys(verb);
        assertThat(Run.of(verb, "--help").out()).isEqualTo(usageAmongAllVerbs(verb));
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void everyUnknownOptionIsNamedAtOnce(String verb) {
        Run run = Run.of(verb, "--frobnicate", "--transmogrify");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("--frobnicate")
                .contains("--transmogrify")
                .doesNotContain("\tat ");
    }

    @Test
    void anUnknownVerbIsAnsweredWithTheNearestOne() {
        Run run = Run.of("stage");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("there is no verb stage; did you mean stages");
    }

    @Test
    void noVerbAtAllIsBadUsage() {
        Run run = Run.of();

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("bactrian --help");
    }

    @Test
    void saysWhichVersionItIs() {
        Run run = Run.of("--version");

        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).startsWith("bactrian ").contains("Java " + Runtime.version());
    }

    @Test
    void writesACompletionScriptThatNamesEveryVerb() {
        Run run = Run.of("generate-completion");

        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains(VERBS);
    }

    private static String usageAmongAllVerbs(String verb) {
        return Bactrian.commandLine().getSubcommands().values().stream()
                .filter(known -> known.getCommandName().equals(verb))
                .map(CommandLine::getUsageMessage)
                .findFirst()
                .orElseThrow();
    }
}
