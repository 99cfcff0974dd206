package org.bactrian.checkpoint.nnunet;

import java.util.List;
import java.util.Optional;

/**
 * What of a model folder is wanted.
 *
 * @param folds numbers, or {@code all}; every trained one where none is named
 * @param checkpoint the file in the folders of the folds; the final one, or else the best, where none is named
 */
public record ModelWishes(List<String> folds, Optional<String> checkpoint) {

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
}
