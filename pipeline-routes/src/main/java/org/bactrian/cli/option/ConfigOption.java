package org.bactrian.cli.option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.bactrian.app.BactrianConfig;
import org.bactrian.cli.file.StoredInputs;
import picocli.CommandLine.Option;

/** The configuration of the service. */
public final class ConfigOption {

    private static final Path USUAL = Path.of("bactrian.yaml");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Configuration (default: bactrian.yaml if it is there); BACTRIAN_* variables win over it.")
    private Optional<Path> file = Optional.empty();

    /** The store's objects as inputs; the configuration is read where one is named. */
    public StoredInputs inputs() {
        return new StoredInputs(this::read);
    }

    /**
     * Reads the file and the environment.
     *
     * @throws IllegalArgumentException listing every problem
     */
    public BactrianConfig read() {
        Optional<Path> chosen = file.or(() -> Optional.of(USUAL).filter(Files::exists));
        return BactrianConfig.read(chosen, System.getenv());
    }
}
