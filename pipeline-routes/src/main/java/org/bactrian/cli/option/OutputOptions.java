package org.bactrian.cli.option;

import org.bactrian.cli.terminal.Terminal;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every verb can be asked about its output. */
public final class OutputOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec verb = CommandSpec.create();

    @Option(names = "--quiet", description = "Print results and problems only, no progress.")
    private boolean quiet;

    @Option(names = "--debug", description = "Show stack traces of unexpected failures.")
    private boolean debug;

    public Terminal terminal() {
        return new Terminal(verb.commandLine().getOut(), verb.commandLine().getErr(), quiet);
    }

    public boolean debug() {
        return debug;
    }
}
