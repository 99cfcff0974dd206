package org.bactrian.app;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Tries everything that a worker needs, all at once, and says of each on one line whether it is there. */
public final class Preflight {

    private Preflight() {}

    /**
     * One line of the answer.
     *
     * @param subject what was tried: {@code kafka}, {@code store}, {@code model}, {@code stages}, {@code engine},
     *     {@code work}
     * @param ok whether it is as it should be
     * @param line what was found, or what is wrong and what would be right; one line without secrets
     */
    public record Finding(String subject, boolean ok, String line) {

        /** Takes line breaks out. */
        public Finding {
            line = line.replaceAll("\\s+", " ").strip();
        }

        static Finding good(String subject, String line) {
            return new Finding(subject, true, line);
        }

        static Finding bad(String subject, String line) {
            return new Finding(subject, false, line);
        }
    }

    /**
     * Tries brokers and topics, the store and its buckets, the model, the stages, the engine and its device, and the
     * work folder. Takes a few seconds at most. Topics and buckets are made where the configuration says so.
     */
    public static List<Finding> of(BactrianConfig config) {
        Stream<Supplier<List<Finding>>> tries = Stream.of(
                () -> KafkaCheck.of(config.kafka()),
                () -> StoreCheck.of(config.store()),
                () -> ModelCheck.of(config),
                () -> WorkCheck.of(config.work()));
        List<CompletableFuture<List<Finding>>> running =
                tries.map(CompletableFuture::supplyAsync).toList();
        return running.stream().flatMap(found -> found.join().stream()).toList();
    }
}
