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

    /** Sets the threads, also of the engine, which is started; {@link IllegalArgumentException} for a number below 1. */
    public void limitThreads() {
        threads.limit();
        TorchEngine.useThreads(threads.number());
    }

    /** Sets the threads of all but the engine, which may not have started yet. */
    public void limitThreadsBesideEngine() {
        threads.limit();
    }

    /**
     * How many cases may be in work at the same time so that no more threads are busy than were asked for. Where those are all
     * that the machine has, it sees to that itself.
     *
     * @param most that are of use
     */
    public int casesAtOnce(int most) {
        if (threads.areAll()) {
            return most;
        }
        return device().cuda() ? Math.min(most, threads.number()) : 1;
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
