package org.bactrian.cli;

import java.util.ArrayList;
import java.util.List;
import org.bactrian.cli.terminal.ExitCode;
import org.bactrian.cli.terminal.Reason;
import org.bactrian.cli.terminal.Terminal;
import org.bactrian.volume.BadCaseException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/** How a failure ends a verb: what is printed, and the exit code. A stack trace only ever with {@code --debug}. */
final class Failures {

    private Failures() {}

    /** Runs the verb, unless its arguments are wrong: then all that is wrong with them is listed. */
    static int listUsageProblemsOrRun(ParseResult parsed) {
        List<CommandLine> levels = parsed.asCommandLineList();
        CommandLine verb = levels.get(levels.size() - 1);
        List<String> problems = new ArrayList<>();
        boolean helpWanted = false;
        for (CommandLine level : levels) {
            ParseResult part = level.getParseResult();
            part.errors().forEach(error -> problems.add(describe(error)));
            helpWanted |= part.isUsageHelpRequested() || part.isVersionHelpRequested();
        }
        return problems.isEmpty() || helpWanted
                ? new RunLast().execute(parsed)
                : refuse(verb, problems.stream().distinct().toList());
    }

    /** Reports arguments that are wrong before any verb is known, or that a verb refuses. */
    static int usage(ParameterException refused, String[] arguments) {
        return refuse(refused.getCommandLine(), List.of(describe(refused)));
    }

    /** Reports a failure while a verb ran. */
    static int execution(Exception failure, CommandLine verb, ParseResult parsed) {
        Terminal terminal = terminal(verb);
        if (debugWanted(verb)) {
            terminal.trace(failure);
        }
        if (failure instanceof IllegalArgumentException) {
            return refuse(verb, Reason.of(failure).lines().toList());
        }
        if (failure instanceof InterruptedException) {
            terminal.problem(name(verb) + ": interrupted");
            return ExitCode.INTERRUPTED;
        }
        terminal.problem(name(verb) + ": " + Reason.of(failure));
        return failure instanceof BadCaseException ? ExitCode.SOME_CASES_FAILED : ExitCode.FAILED;
    }

    /** Reports what no verb caught, such as a lack of memory, and ends the process. */
    static void endProcess(Thread thread, Throwable failure) {
        CommandLine top = Bactrian.commandLine();
        terminal(top).problem(name(top) + ": " + Reason.of(failure));
        Runtime.getRuntime().halt(ExitCode.FAILED);
    }

    private static int refuse(CommandLine verb, List<String> problems) {
        Terminal terminal = terminal(verb);
        problems.forEach(problem -> terminal.problem(name(verb) + ": " + problem));
        terminal.problem("see '%s --help'".formatted(name(verb)));
        return ExitCode.USAGE;
    }

    private static String describe(Exception error) {
        if (error instanceof UnmatchedArgumentException unmatched) {
            List<String> near = unmatched.getSuggestions();
            String hint = near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
            boolean isVerb = unmatched.getCommandLine().getParent() == null && !unmatched.isUnknownOption();
            return (isVerb ? "there is no verb " + unmatched.getUnmatched().get(0) : firstLine(error)) + hint;
        }
        return firstLine(error);
    }

    private static String firstLine(Exception error) {
        return String.valueOf(error.getMessage()).lines().findFirst().orElse("");
    }

    private static boolean debugWanted(CommandLine verb) {
        return verb.getParseResult() != null && verb.getParseResult().hasMatchedOption("--debug");
    }

    private static String name(CommandLine verb) {
        return verb.getCommandSpec().qualifiedName();
    }

    private static Terminal terminal(CommandLine verb) {
        return new Terminal(verb.getOut(), verb.getErr(), true);
    }
}
