package org.bactrian.unet.engine;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The tensor engine (PyTorch, through DJL), started on first use and only here. Its native libraries are unpacked into a
 * folder of their own: the system property {@code bactrian.cache}, or the environment variable {@code BACTRIAN_CACHE},
 * or {@code .cache/bactrian} in the user's home. It takes nothing from the network unless the environment says
 * {@code DJL_OFFLINE=false}.
 *
 * <p>The libraries that come with the product compute on the processor. For GPUs the environment names a libtorch that
 * has CUDA, with {@code PYTORCH_LIBRARY_PATH}, {@code PYTORCH_VERSION} and {@code PYTORCH_FLAVOR} (such as {@code cu128}).
 */
public final class TorchEngine {

    private static final AtomicBoolean AHEAD = new AtomicBoolean();

    private static @Nullable Engine started;

    private TorchEngine() {}

    /** The engine's name and version, for people. */
    public static String description() {
        return "PyTorch " + engine().getVersion();
    }

    /** Limits the processor threads that one operation may use; at first there are as many as processors. */
    public static void useThreads(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, got " + threads);
        }
        engine();
        JniUtils.setNumThreads(threads);
    }

    /**
     * Begins to start the engine on a thread of its own, which takes half a second, for who has something else to do until
     * the engine is needed; once is enough. A failure is told to who needs it first. The process does not end amid it.
     */
    public static void startAhead() {
        if (!AHEAD.compareAndSet(false, true)) {
            return;
        }
        Thread start = new Thread(new FutureTask<>(TorchEngine::startUnhindered), "engine-start");
        start.setDaemon(true);
        try {
            // Libraries that are being loaded must not be torn down.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitEnd(start), "engine-started"));
        } catch (IllegalStateException processEnds) {
            return;
        }
        start.start();
    }

    private static Engine startUnhindered() {
        NativeMethods.callOnce();
        return engine();
    }

    private static void awaitEnd(Thread start) {
        try {
            start.join();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /** The number of GPUs the engine can use; 0 where it is built without CUDA. */
    static int gpus() {
        return engine().getGpuCount();
    }

    /** The engine, started if it is not yet running. */
    static synchronized Engine engine() {
        Engine engine = started;
        if (engine == null) {
            engine = start();
            started = engine;
        }
        return engine;
    }

    private static Engine start() {
        setUnlessGiven("ai.djl.offline", "true");
        setUnlessGiven("OPT_OUT_TRACKING", "true");
        setUnlessGiven("DJL_CACHE_DIR", cache().toString());
        // Per thread otherwise; with the optimiser repeated runs differ in the last bits and are no faster.
        System.setProperty("ai.djl.pytorch.graph_optimizer", "false");
        try {
            Engine engine = Engine.getEngine("PyTorch");
            JniUtils.setNumThreads(Runtime.getRuntime().availableProcessors());
            return engine;
        } catch (EngineException e) {
            throw new IllegalStateException("the tensor engine cannot start: " + e.getMessage(), e);
        }
    }

    private static void setUnlessGiven(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private static Path cache() {
        return Optional.ofNullable(System.getProperty("bactrian.cache"))
                .or(() -> Optional.ofNullable(System.getenv("BACTRIAN_CACHE")))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "bactrian"));
    }
}
