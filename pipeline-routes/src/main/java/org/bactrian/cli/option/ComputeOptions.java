package org.bactrian.cli.option;

import java.util.Optional;
import org.bactrian.unet.engine.ComputeDevice;
import org.bactrian.unet.engine.TorchEngine;
import org.bactrian.unet.program.Precision;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a network computes on, and how. */
public final class ComputeOptions {

    @Option(
            names = "--device",
            paramLabel = "auto|cpu|cuda[:N]",
            description = "Where the network runs (default: auto, a GPU where there is one).",
            defaultValue = "auto")
    private String device = "auto";

    @Option(
            names = "--precision",
            paramLabel = "auto|fp32|bf16",
            description =
                    "Number format of its layers (default: auto, the fastest on the device that keeps the network's labels).",
            defaultValue = "auto")
    private String precision = "auto";

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    /** Sets the threads; {@link IllegalArgumentException} for a number below 1. */
    public void limitThreads() {
        threads.limit();
        TorchEngine.useThreads(threads.number());
    }

    /** The device asked for; {@link IllegalArgumentException} if it is not there. */
    public ComputeDevice device() {
        return ComputeDevice.of(device);
    }

    /** The precision asked for, if one was; {@link IllegalArgumentException} if there is none of that name. */
    public Optional<Precision> namedPrecision() {
        return Precision.named(precision, device());
    }

    /** The precision to train in; {@link IllegalArgumentException} if there is none of that name. */
    public Precision precision() {
        return Precision.of(precision, device());
    }
}
