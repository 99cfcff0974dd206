package org.bactrian.unet;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The tensor engine (PyTorch, through DJL), started on first use and only here. It never looks for anything on the
 * network. Its native libraries are unpacked into a folder of their own: the system property {@code bactrian.cache}, or
 * the environment variable {@code BACTRIAN_CACHE}, or {@code .cache/bactrian} in the user's home.
 */
public final class TorchEngine {

    private TorchEngine() {}

    /** Starts once, by the class loader's own lock. */
    private static final class Started {
        private static final Engine ENGINE = start();

        private static Engine start() {
            setUnlessGiven("ai.djl.offline", "true");
            setUnlessGiven("OPT_OUT_TRACKING", "true");
            setUnlessGiven("DJL_CACHE_DIR", cache().toString());
            // Per thread otherwise; without it repeated runs differ in the last bits and are no faster.
            System.setProperty("ai.djl.pytorch.graph_optimizer", "false");
            Engine engine = Engine.getEngine("PyTorch");
            JniUtils.setNumThreads(Runtime.getRuntime().availableProcessors());
            return engine;
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

    /** The engine's name and version, for people. */
    public static String description() {
        return "PyTorch " + Started.ENGINE.getVersion();
    }

    /** Limits the processor threads that one operation may use; at first there are as many as processors. */
    public static void useThreads(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, got " + threads);
        }
        Started.ENGINE.getVersion();
        JniUtils.setNumThreads(threads);
    }

    /** The number of GPUs the engine can use; 0 where it is built without CUDA. */
    static int gpus() {
        return Started.ENGINE.getGpuCount();
    }
}
