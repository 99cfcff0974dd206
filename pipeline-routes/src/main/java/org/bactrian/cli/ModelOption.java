package org.bactrian.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.checkpoint.nnunet.ModelWishes;
import org.bactrian.checkpoint.source.ModelSource;
import org.bactrian.volume.BadCaseException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The model that a verb uses. */
final class ModelOption {

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            required = true,
            description = "Model bundle (.bactrian), or a model folder of nnU-Net.")
    private Path path = Path.of("");

    @Mixin
    private FoldOptions folds = new FoldOptions();

    /**
     * Reads the model.
     *
     * @throws IllegalArgumentException when there is none, or it is none that can be used
     */
    ModelBundle read() throws IOException {
        return read("--model", path, folds.wishes());
    }

    static ModelBundle read(Path path) throws IOException {
        return read("--model", path, new ModelWishes(List.of(), Optional.empty()));
    }

    /**
     * Reads a model.
     *
     * @param argument names the path in refusals
     */
    static ModelBundle read(String argument, Path path, ModelWishes wishes) throws IOException {
        if (Files.notExists(path)) {
            throw new IllegalArgumentException("%s: there is no file %s".formatted(argument, path));
        }
        try {
            return ModelSource.open(path, wishes);
        } catch (BadCaseException bad) {
            throw new IllegalArgumentException("%s: %s".formatted(argument, bad.getMessage()), bad);
        }
    }
}
