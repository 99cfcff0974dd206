package org.bactrian.checkpoint.nnunet;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What of a model's files is wanted.
 *
 * @param folds numbers, or {@code all}; every trained one where none is named
 * @param checkpoint the file in the folders of the folds; the final one, or else the best, where none is named
 * @param configuration of several in a zip or in a plan; the usual one where none is named
 * @param plan the plan of a file that does not bring its own
 */
public record ModelWishes(
        List<String> folds, Optional<String> checkpoint, Optional<String> configuration, Optional<Path> plan) {

    /** Every trained fold's final checkpoint. */
    public static final ModelWishes USUAL = new ModelWishes(List.of(), Optional.empty());

    public ModelWishes {
        folds = List.copyOf(folds);
        for (String fold : folds) {
            if (!fold.matches("\\d{1,3}|all")) {
                throw new IllegalArgumentException("folds must be numbers, or all, got " + folds);
            }
        }
        checkpoint.ifPresent(name -> {
            if (name.contains("/") || name.contains("\\")) {
                throw new IllegalArgumentException("a checkpoint is a file name without a folder, got " + name);
            }
        });
    }

    /** Folds of a model folder. */
    public ModelWishes(List<String> folds, Optional<String> checkpoint) {
        this(folds, checkpoint, Optional.empty(), Optional.empty());
    }
}
