package org.bactrian.cli;

import picocli.CommandLine.Option;

/** The option of every verb that reports: its result as one JSON document. */
final class JsonOption {

    @Option(names = "--json", description = "Print the result as one JSON document on standard output.")
    private boolean json;

    boolean wanted() {
        return json;
    }
}
