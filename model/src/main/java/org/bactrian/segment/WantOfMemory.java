package org.bactrian.segment;

import org.bactrian.unet.engine.DeviceMemoryException;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.MemoryNeed;

/** Tells failures for want of memory, which a case may survive when it is tried again alone, from all others. */
public final class WantOfMemory {

    private WantOfMemory() {}

    /** Whether a failure, or what a case was refused because of, is one. */
    public static boolean isReasonOf(Throwable failure) {
        if (failure instanceof BadCaseException refused) {
            Throwable cause = refused.getCause();
            return MemoryNeed.isReasonOf(refused) || (cause != null && isReasonOf(cause));
        }
        return failure instanceof DeviceMemoryException || failure instanceof OutOfMemoryError;
    }
}
