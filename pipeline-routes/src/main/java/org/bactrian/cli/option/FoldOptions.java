package org.bactrian.cli.option;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bactrian.checkpoint.nnunet.ModelWishes;
import org.bactrian.cli.file.FileNames;
import picocli.CommandLine.Option;

/** What of a model is used. */
public final class FoldOptions {

    @Option(
            names = "--folds",
            paramLabel = "FOLD",
            split = ",",
            description =
                    "Folds of a model folder whose scores are averaged, such as 0,1, or all (default: every trained one).")
    private List<String> folds = List.of();

    @Option(
            names = "--checkpoint",
            paramLabel = "NAME",
            description = "File in the folders of the folds (default: checkpoint_final.pth, or else the best).")
    private Optional<String> checkpoint = Optional.empty();

    @Option(
            names = "--configuration",
            paramLabel = "NAME",
            description = "Which one of a zip, or of --plan (default: 3d_fullres, or else the only one).")
    private Optional<String> configuration = Optional.empty();

    @Option(
            names = "--plan",
            paramLabel = "PLANS",
            description = "Of a .ckpt or a TorchScript archive: plans.json with dataset.json beside it, or plans.pkl.")
    private Optional<Path> plan = Optional.empty();

    /**
     * What of the model is wanted.
     *
     * @throws IllegalArgumentException when there is no such plan
     */
    public ModelWishes wishes() {
        plan.ifPresent(file -> FileNames.requireExisting(List.of(file)));
        return new ModelWishes(folds, checkpoint, configuration, plan);
    }
}
