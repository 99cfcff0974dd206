package org.bactrian.cli.segment;

import org.bactrian.unet.engine.DeviceMemoryException;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.MemoryNeed;

/** Tells failures for want of memory, which a case may survive when it is tried again alone, from all others. */
public final class WantOfMemory {

    private WantOfMemory() {}

    public static boolean isReasonOf(Throwable failure) {
        if (failure instanceof BadCaseException refused) {
            return MemoryNeed.isReasonOf(refused);
        }
        return failure instanceof DeviceMemoryException || failure instanceof OutOfMemoryError;
    }
}
