package org.bactrian.app;

import java.nio.file.Path;
import org.bactrian.stage.Setting;

/** The model that segments, and what it runs on. */
public record ModelConfig(
        @Setting(value = "the model bundle", defaultsTo = "model.bactrian")
        Path path,

        @Setting(value = "auto, cpu, cuda or cuda:n", defaultsTo = "auto")
        String device,

        @Setting(value = "threads of the engine on a CPU; 0: one for each core", defaultsTo = "0")
        int threads) {

    public ModelConfig {
        if (!device.matches("auto|cpu|cuda(:\\d+)?")) {
            throw new IllegalArgumentException("device must be auto, cpu, cuda or cuda:n, got '%s'".formatted(device));
        }
        if (threads < 0) {
            throw new IllegalArgumentException("threads must not be negative, got " + threads);
        }
    }
}
