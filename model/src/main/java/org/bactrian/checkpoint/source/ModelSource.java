package org.bactrian.checkpoint.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.checkpoint.nnunet.FirstVersionModel;
import org.bactrian.checkpoint.nnunet.MindSporeModel;
import org.bactrian.checkpoint.nnunet.ModelWishes;
import org.bactrian.checkpoint.nnunet.NnUNetModel;
import org.bactrian.checkpoint.nnunet.TorchScriptModel;
import org.bactrian.checkpoint.nnunet.zip.ExportedZip;
import org.bactrian.volume.BadCaseException;

/** Opens a model, whatever it is. */
public final class ModelSource {

    private ModelSource() {}

    /**
     * Opens a bundle, a model folder of nnU-Net or a zip of such folders as it is, or a checkpoint of MindSpore or a
     * TorchScript archive with its plan.
     *
     * @param wishes what of a folder or a zip is wanted, and the plan of a file that brings none
     * @throws BadCaseException when it is none of these, or a file of it is not what it should be
     * @throws java.nio.file.NoSuchFileException if there is no such file
     * @throws IllegalArgumentException when the wishes are not for such a model, or a checkpoint comes without a plan
     */
    public static ModelBundle open(Path path, ModelWishes wishes) throws IOException {
        if (MindSporeModel.isOne(path)) {
            Path plan = wishes.plan()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "%s does not hold the plan of its network: --plan must be given".formatted(path)));
            return MindSporeModel.open(path, plan, wishes.configuration());
        }
        if (wishes.plan().isPresent()) {
            if (Files.isDirectory(path)) {
                throw new IllegalArgumentException(
                        "--plan goes with a .ckpt or a TorchScript archive; %s brings its own".formatted(path));
            }
            return TorchScriptModel.open(path, wishes.plan().get(), wishes.configuration());
        }
        return Files.isDirectory(path) ? folder(path, wishes) : file(path, wishes);
    }

    private static ModelBundle folder(Path path, ModelWishes wishes) throws IOException {
        if (wishes.configuration().isPresent()) {
            throw new IllegalArgumentException("a model folder is of one configuration, " + path);
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

    private static ModelBundle file(Path path, ModelWishes wishes) throws IOException {
        if (ExportedZip.isOne(path)) {
            return ExportedZip.open(path, wishes);
        }
        if (!wishes.equals(ModelWishes.USUAL)) {
            throw new IllegalArgumentException(
                    "folds, checkpoints and configurations are those of a model folder or zip; %s is %s"
                            .formatted(path, TorchScriptModel.isOne(path) ? "a bundle" : "no model"));
        }
        return ModelBundle.read(path);
    }
}
