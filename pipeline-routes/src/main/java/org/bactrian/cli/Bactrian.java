package org.bactrian.cli;

import java.util.List;
import java.util.Locale;
import org.bactrian.cli.bench.BenchCommand;
import org.bactrian.cli.evaluate.EvaluateCommand;
import org.bactrian.cli.evaluate.PostprocessCommand;
import org.bactrian.cli.model.ExportCommand;
import org.bactrian.cli.model.ImportCommand;
import org.bactrian.cli.model.InspectCommand;
import org.bactrian.cli.prepare.PhantomCommand;
import org.bactrian.cli.prepare.PreprocessCommand;
import org.bactrian.cli.prepare.ResampleCommand;
import org.bactrian.cli.prepare.StagesCommand;
import org.bactrian.cli.segment.SegmentCommand;
import org.bactrian.cli.service.CheckCommand;
import org.bactrian.cli.service.DemoCommand;
import org.bactrian.cli.service.RedriveCommand;
import org.bactrian.cli.service.ServeCommand;
import org.bactrian.cli.service.SubmitCommand;
import org.bactrian.cli.terminal.Terminal;
import org.bactrian.cli.train.TrainCommand;
import org.bactrian.unet.engine.TorchEngine;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ScopeType;

/** The command line: {@code bactrian VERB ...}. */
@Command(
        name = "bactrian",
        description = "Segments kidneys and kidney tumours in CT, event by event.",
        mixinStandardHelpOptions = true,
        versionProvider = Bactrian.Version.class,
        scope = ScopeType.INHERIT,
        sortOptions = false,
        usageHelpAutoWidth = true,
        synopsisSubcommandLabel = "VERB",
        commandListHeading = "%nVerbs:%n")
public final class Bactrian {

    private static final List<Class<?>> VERBS = List.of(
            DemoCommand.class,
            ServeCommand.class,
            SubmitCommand.class,
            SegmentCommand.class,
            PreprocessCommand.class,
            ResampleCommand.class,
            TrainCommand.class,
            EvaluateCommand.class,
            PostprocessCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            PhantomCommand.class,
            BenchCommand.class,
            InspectCommand.class,
            StagesCommand.class,
            CheckCommand.class,
            RedriveCommand.class,
            GenerateCompletion.class);

    /** Who says all of these wants no help, but results of a network. */
    private static final List<String> TO_SEGMENT = List.of("segment", "--model", "--out");

    private Bactrian() {}

    /** Runs a verb and ends the process with its exit code. */
    public static void main(String[] arguments) {
        // Numbers in names of files, in JSON and in URLs have the same digits wherever this runs.
        Locale.setDefault(Locale.ROOT);
        Thread.setDefaultUncaughtExceptionHandler(Failures::endProcess);
        if (List.of(arguments).containsAll(TO_SEGMENT)) {
            // To understand the arguments takes half as long as to start the engine.
            TorchEngine.startAhead();
        }
        System.exit(commandLine(arguments).execute(arguments));
    }

    /**
     * The command line, printing to the standard streams unless told otherwise. Where the first argument is a verb it knows no
     * other: to look at every option of every verb takes a good part of a second.
     */
    static CommandLine commandLine(String... arguments) {
        List<Class<?>> named = VERBS.stream()
                .filter(verb -> arguments.length > 0 && arguments[0].equals(name(verb)))
                .toList();
        boolean isOne = !named.isEmpty() && !named.contains(GenerateCompletion.class);
        return knowing(isOne ? named : VERBS);
    }

    private static String name(Class<?> verb) {
        return verb.getAnnotation(Command.class).name();
    }

    private static CommandLine knowing(List<Class<?>> verbs) {
        CommandLine commandLine = new CommandLine(new Bactrian());
        verbs.forEach(verb -> commandLine.addSubcommand(verb));
        commandLine.setOut(Terminal.standardOutput());
        commandLine.setErr(Terminal.standardError());
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setExecutionStrategy(Failures::listUsageProblemsOrRun);
        commandLine.setParameterExceptionHandler(Failures::usage);
        commandLine.setExecutionExceptionHandler(Failures::execution);
        for (CommandLine verb : commandLine.getSubcommands().values()) {
            verb.getCommandSpec().parser().collectErrors(true);
        }
        return commandLine;
    }

    /** Answers {@code --version}. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = Bactrian.class.getPackage().getImplementationVersion();
            return new String[] {
                "bactrian %s (Java %s)".formatted(version == null ? "development" : version, Runtime.version())
            };
        }
    }
}
