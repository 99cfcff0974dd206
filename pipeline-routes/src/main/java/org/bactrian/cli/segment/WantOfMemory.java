package org.bactrian.cli.segment;

import java.util.List;
import java.util.Locale;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.MemoryNeed;

/** Tells failures for want of memory, which a case may survive when it is tried again alone, from all others. */
public final class WantOfMemory {

    /** What the engine says of a processor's memory and of a GPU's. */
    private static final List<String> OF_ENGINE =
            List.of("out of memory", "not enough memory", "can't allocate memory");

    private WantOfMemory() {}

    public static boolean isReasonOf(Throwable failure) {
        if (failure instanceof BadCaseException refused) {
            return MemoryNeed.isReasonOf(refused);
        }
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        boolean ofEngine =
                failure instanceof IllegalStateException && OF_ENGINE.stream().anyMatch(message::contains);
        return ofEngine || failure instanceof OutOfMemoryError;
    }
}
