package org.bactrian.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that can be configured, read from one YAML file and the environment. {@code docs/configuration.md} lists
 * every key; an empty file works against servers on the local host.
 */
public record BactrianConfig(
        KafkaConfig kafka,
        StoreConfig store,
        ModelConfig model,
        StagesConfig stages,
        ReviewConfig review,
        WorkConfig work,
        HttpConfig http,
        RetryConfig retry) {

    /**
     * Reads a configuration.
     *
     * @param file the YAML file; absent: defaults and environment only
     * @param environment as {@link System#getenv()}; it wins over the file
     * @throws IllegalArgumentException listing every problem, one a line: a file that cannot be read, unknown keys with
     *     the known ones, bad values, secrets in the file
     */
    public static BactrianConfig read(Optional<Path> file, Map<String, String> environment) {
        return ConfigReader.read(file.map(YamlFile::read).orElse(Map.of()), environment, BactrianConfig.class);
    }

    /** Every key that a configuration may have, in the order of the documentation. */
    public static List<ConfigKey> keys() {
        return ConfigKey.of(BactrianConfig.class);
    }
}
