package org.bactrian.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.checkpoint.NnUNetPostprocessing;
import org.bactrian.checkpoint.nnunet.ModelWishes;
import org.bactrian.checkpoint.source.ModelSet;
import org.bactrian.checkpoint.source.ModelSource;
import org.bactrian.volume.BadCaseException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The model, or the models, that a verb uses. */
public final class ModelOption {

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            required = true,
            description = "Model bundle (.bactrian), a model folder of nnU-Net, or a folder ensembles/ensemble___*."
                    + " Given several times: the mean of their probabilities counts.")
    private List<Path> paths = List.of();

    @Mixin
    private FoldOptions folds = new FoldOptions();

    @Option(
            names = "--postprocessing",
            paramLabel = "FILE",
            description = "Clean up by this postprocessing.json or .pkl, not as the model says.")
    private Optional<Path> postprocessing = Optional.empty();

    /**
     * Reads the models.
     *
     * @param withPrevious whether a cascade needs the model before it, because that one's label maps are not given
     * @throws IllegalArgumentException when one is not there, or cannot be used
     */
    public ModelSet read(boolean withPrevious) throws IOException {
        requireThere();
        try {
            ModelWishes wishes = folds.wishes();
            ModelSet models = ModelSet.open(paths, wishes);
            if (postprocessing.isPresent()) {
                models = models.withPostprocessing(NnUNetPostprocessing.read(postprocessing.get()));
            }
            return withPrevious ? models.withPreviousStages(wishes) : models;
        } catch (BadCaseException bad) {
            throw new IllegalArgumentException("--model: " + bad.getMessage(), bad);
        }
    }

    /** Refuses files that are not there, before any is read. */
    public void requireThere() {
        requireThere("--model", paths);
        postprocessing.ifPresent(file -> requireThere("--postprocessing", List.of(file)));
    }

    public static ModelBundle read(Path path) throws IOException {
        return read("--model", path, new ModelWishes(List.of(), Optional.empty()));
    }

    /**
     * Reads a model.
     *
     * @param argument names the path in refusals
     */
    public static ModelBundle read(String argument, Path path, ModelWishes wishes) throws IOException {
        requireThere(argument, List.of(path));
        try {
            return ModelSource.open(path, wishes);
        } catch (BadCaseException bad) {
            throw new IllegalArgumentException("%s: %s".formatted(argument, bad.getMessage()), bad);
        }
    }

    private static void requireThere(String argument, List<Path> paths) {
        for (Path path : paths) {
            if (Files.notExists(path)) {
                throw new IllegalArgumentException("%s: there is no file %s".formatted(argument, path));
            }
        }
    }
}
