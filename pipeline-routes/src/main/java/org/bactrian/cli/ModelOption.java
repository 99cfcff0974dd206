package org.bactrian.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.volume.BadCaseException;
import picocli.CommandLine.Option;

/** The model that a verb uses. */
final class ModelOption {

    @Option(names = "--model", paramLabel = "MODEL", required = true, description = "Model bundle (.bactrian).")
    private Path path = Path.of("");

    /**
     * Reads the model.
     *
     * @throws IllegalArgumentException when there is none, or it is none that can be used
     */
    ModelBundle read() throws IOException {
        return read(path);
    }

    static ModelBundle read(Path path) throws IOException {
        if (Files.notExists(path)) {
            throw new IllegalArgumentException("--model: there is no file " + path);
        }
        if (Files.isDirectory(path)) {
            throw new IllegalArgumentException("not supported: the model folder %s; give a bundle".formatted(path));
        }
        try {
            return ModelBundle.read(path);
        } catch (BadCaseException bad) {
            throw new IllegalArgumentException("--model: " + bad.getMessage(), bad);
        }
    }
}
