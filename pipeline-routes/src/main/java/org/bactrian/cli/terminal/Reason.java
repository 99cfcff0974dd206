package org.bactrian.cli.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;

/** What went wrong, in one line for a person. */
public final class Reason {

    private Reason() {}

    /** A failure in one line: what is ours says it itself, of anything else the kind is named. */
    public static String of(Throwable failure) {
        String kind = failure.getClass().getSimpleName();
        String message = failure.getMessage();
        if (message == null) {
            return kind;
        }
        if (failure instanceof OutOfMemoryError) {
            return "out of memory (%s); BACTRIAN_JAVA_OPTIONS=-Xmx.. gives more".formatted(message);
        }
        Throwable cause = failure.getCause();
        if (failure instanceof UncheckedIOException && cause != null) {
            return "%s: %s".formatted(message, of(cause));
        }
        return speaksForItself(failure) ? message : "%s (%s)".formatted(message, kind);
    }

    /** A plain {@link IOException} has a name that tells no more than what the system says of the disk. */
    private static boolean speaksForItself(Throwable failure) {
        return failure.getClass().getName().startsWith("org.bactrian.")
                || failure instanceof IllegalArgumentException
                || failure.getClass() == IOException.class;
    }
}
