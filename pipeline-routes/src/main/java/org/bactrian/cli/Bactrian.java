package org.bactrian.cli;

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
        commandListHeading = "%nVerbs:%n",
        subcommands = {
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
            GenerateCompletion.class
        })
public final class Bactrian {

    private Bactrian() {}

    /** Runs a verb and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Thread.setDefaultUncaughtExceptionHandler(Failures::endProcess);
        System.exit(commandLine().execute(arguments));
    }

    /** The command line, printing to the standard streams unless told otherwise. */
    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Bactrian());
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
