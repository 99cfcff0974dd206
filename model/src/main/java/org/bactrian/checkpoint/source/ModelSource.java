package org.bactrian.checkpoint.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.checkpoint.nnunet.FirstVersionModel;
import org.bactrian.checkpoint.nnunet.MindSporeModel;
import org.bactrian.checkpoint.nnunet.ModelWishes;
import org.bactrian.checkpoint.nnunet.NnUNetModel;
import org.bactrian.volume.BadCaseException;

/** Opens a model, whatever it is. */
public final class ModelSource {

    private ModelSource() {}

    /**
     * Opens a bundle, or a model folder of nnU-Net as it is.
     *
     * @param wishes what of a folder is wanted
     * @throws BadCaseException when it is neither, or a file of it is not what it should be
     * @throws java.nio.file.NoSuchFileException if there is no such file
     * @throws IllegalArgumentException when folds of a bundle are asked for, or the path is a checkpoint without a plan
     */
    public static ModelBundle open(Path path, ModelWishes wishes) throws IOException {
        if (MindSporeModel.isOne(path)) {
            throw new IllegalArgumentException(
                    "%s does not hold the plan of its network: import it with --plan first".formatted(path));
        }
        if (!Files.isDirectory(path)) {
            if (!wishes.equals(ModelWishes.USUAL)) {
                throw new IllegalArgumentException(
                        "folds and checkpoints are those of a model folder; %s is a bundle".formatted(path));
            }
            return ModelBundle.read(path);
        }
        if (NnUNetModel.isIn(path)) {
            return NnUNetModel.open(path, wishes);
        }
        if (FirstVersionModel.isIn(path)) {
            return FirstVersionModel.open(path, wishes);
        }
        throw BadCaseException.of(
                path.toString(),
                "content",
                "no plans.json beside a dataset.json, and no plans.pkl",
                "a model folder of nnU-Net");
    }
}
