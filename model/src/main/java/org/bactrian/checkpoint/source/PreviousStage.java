package org.bactrian.checkpoint.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.checkpoint.nnunet.FirstVersionModel;
import org.bactrian.checkpoint.nnunet.ModelWishes;
import org.bactrian.checkpoint.nnunet.NnUNetModel;
import org.bactrian.checkpoint.nnunet.zip.ExportedZip;

/** The model whose label maps a cascade refines, where nnU-Net puts it: in the folder beside the cascade's, or in the same zip. */
final class PreviousStage {

    private PreviousStage() {}

    /**
     * Opens it with all its folds.
     *
     * @param wishes with which the cascade was opened
     * @throws IllegalArgumentException when it is not there, naming where it should be
     */
    static ModelBundle of(Path cascade, ModelWishes wishes) throws IOException {
        if (Files.isDirectory(cascade)) {
            return beside(
                    cascade,
                    FirstVersionModel.isIn(cascade)
                            ? FirstVersionModel.previousStage(cascade)
                            : NnUNetModel.previousStage(cascade));
        }
        if (ExportedZip.isOne(cascade)) {
            return ExportedZip.openPrevious(cascade, wishes.configuration())
                    .orElseThrow(() -> none(cascade, "in the same zip"));
        }
        throw none(cascade, "beside it");
    }

    private static ModelBundle beside(Path cascade, Optional<Path> place) throws IOException {
        Path folder = place.filter(Files::isDirectory)
                .orElseThrow(() -> none(cascade, place.map(path -> "at " + path).orElse("beside it")));
        return ModelSource.open(folder, ModelWishes.USUAL);
    }

    private static IllegalArgumentException none(Path cascade, String where) {
        return new IllegalArgumentException(
                "%s refines the label maps of another model, and there is none %s".formatted(cascade, where));
    }
}
