package org.bactrian.unet.engine;

import java.util.List;
import java.util.Locale;

/** The device has too little memory for what it was asked to compute; a smaller batch may still fit. */
public final class DeviceMemoryException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    /** What torch says of a GPU, and of the processor's own memory. */
    private static final List<String> SIGNS =
            List.of("out of memory", "allocate memory", "not enough memory", "bad_alloc");

    /** The exception, with what the engine says. */
    public DeviceMemoryException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What the engine failed of: memory, or something else. */
    static IllegalStateException of(String message, Throwable cause) {
        String said = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        return SIGNS.stream().anyMatch(said::contains)
                ? new DeviceMemoryException(message, cause)
                : new IllegalStateException(message, cause);
    }
}
