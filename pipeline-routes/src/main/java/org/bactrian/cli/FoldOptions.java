package org.bactrian.cli;

import java.util.List;
import java.util.Optional;
import org.bactrian.checkpoint.nnunet.ModelWishes;
import picocli.CommandLine.Option;

/** What of a model folder is used. */
final class FoldOptions {

    @Option(
            names = "--folds",
            paramLabel = "0,1,..",
            split = ",",
            description = "Folds of a model folder whose scores are averaged, or all (default: every trained one).")
    private List<String> folds = List.of();

    @Option(
            names = "--checkpoint",
            paramLabel = "NAME",
            description = "File in the folders of the folds (default: checkpoint_final.pth, or else the best).")
    private Optional<String> checkpoint = Optional.empty();

    ModelWishes wishes() {
        return new ModelWishes(folds, checkpoint);
    }
}
