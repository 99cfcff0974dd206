package org.bactrian.checkpoint.nnunet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bactrian.checkpoint.NnUNetPostprocessing;
import org.bactrian.stage.StageSpec;

/**
 * The clean-up that was found to help on the held-out cases, where nnU-Net has left it: in the model's folder, or in that of
 * the cross-validation beside the folds.
 *
 * @param file as a path in the model's folder
 * @param stages that do the same
 */
public record FoundPostprocessing(Path file, List<StageSpec> stages) {

    private static final List<String> NAMES = List.of("postprocessing.json", "postprocessing.pkl");
    private static final String CROSS_VALIDATION = "crossval_results_folds_";

    public FoundPostprocessing {
        stages = List.copyOf(stages);
    }

    /**
     * Looks in a model's folder. Of several cross-validations that of the folds in use counts, or else the one of most
     * folds.
     *
     * @param folds in use
     * @throws org.bactrian.volume.BadCaseException when a file is there that names a clean-up which is not known
     */
    public static Optional<FoundPostprocessing> beside(Path model, List<String> folds) throws IOException {
        String inUse = CROSS_VALIDATION + String.join("_", folds);
        Comparator<Path> best = Comparator.<Path, Boolean>comparing(
                        folder -> String.valueOf(folder.getFileName()).equals(inUse))
                .thenComparing(folder -> String.valueOf(folder.getFileName()).length())
                .thenComparing(Comparator.naturalOrder());
        Optional<Path> found = in(model);
        if (found.isEmpty()) {
            try (Stream<Path> inside = Files.list(model)) {
                found = inside.filter(path -> String.valueOf(path.getFileName()).startsWith(CROSS_VALIDATION))
                        .filter(folder -> in(folder).isPresent())
                        .max(best)
                        .flatMap(FoundPostprocessing::in);
            }
        }
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Path file = found.get();
        return Optional.of(new FoundPostprocessing(model.relativize(file), NnUNetPostprocessing.read(file)));
    }

    /** nnU-Net writes both; the one that people can read and change counts. */
    private static Optional<Path> in(Path folder) {
        return NAMES.stream().map(folder::resolve).filter(Files::isRegularFile).findFirst();
    }
}
