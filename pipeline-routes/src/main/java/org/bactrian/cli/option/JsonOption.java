package org.bactrian.cli.option;

import picocli.CommandLine.Option;

/** The option of every verb that reports: its result as one JSON document. */
public final class JsonOption {

    @Option(names = "--json", description = "Print the result as one JSON document on standard output.")
    private boolean json;

    public boolean wanted() {
        return json;
    }
}
