package org.bactrian.segment;

import java.util.Optional;
import org.bactrian.segment.window.WindowSettings;
import org.bactrian.stage.StageCatalog;
import org.bactrian.unet.engine.ComputeDevice;
import org.bactrian.unet.program.Precision;

/**
 * How the networks of a model run.
 *
 * @param stages where the stages that a model names are found
 * @param windows how windows slide over a scan
 * @param precision in which layers compute; the fastest on the device that keeps a network's labels where none is named
 * @param device where
 */
public record NetworkSettings(
        StageCatalog stages, WindowSettings windows, Optional<Precision> precision, ComputeDevice device) {

    /** In a precision. */
    public NetworkSettings(StageCatalog stages, WindowSettings windows, Precision precision, ComputeDevice device) {
        this(stages, windows, Optional.of(precision), device);
    }
}
