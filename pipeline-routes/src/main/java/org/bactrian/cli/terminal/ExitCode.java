package org.bactrian.cli.terminal;

/** The numbers with which every verb ends; scripts rely on them. */
public final class ExitCode {

    /** Everything asked for is done. */
    public static final int DONE = 0;

    /** An unexpected failure, or a store or broker that is away; one line says which. */
    public static final int FAILED = 1;

    /** Bad usage or bad configuration; every problem is listed. */
    public static final int USAGE = 2;

    /** Some cases failed, each named with its stage and reason; the others are done. */
    public static final int SOME_CASES_FAILED = 3;

    /** Stopped by Ctrl-C or SIGTERM. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
