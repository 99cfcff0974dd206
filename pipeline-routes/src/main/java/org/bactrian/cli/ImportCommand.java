package org.bactrian.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.checkpoint.NnUNetPostprocessing;
import org.bactrian.checkpoint.nnunet.MindSporeModel;
import org.bactrian.volume.BadCaseException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a bundle of a model that another program has trained. */
@Command(
        name = "import",
        description = {
            "Makes one bundle of a model folder of nnU-Net: plans, dataset and the checkpoints of its folds.",
            "Or of a checkpoint of MindSpore (.ckpt) and the plan it was trained by.",
            "Every tensor is checked against the plan; nothing in the files is ever run."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  bactrian import nnUNetTrainer__nnUNetPlans__3d_fullres --folds 0,1 --out model.bactrian",
            "  bactrian import model_best.ckpt --plan plans.pkl --out model.bactrian"
        })
final class ImportCommand implements Callable<Integer> {

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Parameters(paramLabel = "SOURCE", description = "Model folder of nnU-Net, or a .ckpt of MindSpore.")
    private Path source = Path.of("");

    @Mixin
    private FoldOptions folds = new FoldOptions();

    @Option(
            names = "--plan",
            paramLabel = "PLANS",
            description = "Of a .ckpt: plans.json with dataset.json beside it, or plans.pkl.")
    private Optional<Path> plan = Optional.empty();

    @Option(
            names = "--configuration",
            paramLabel = "NAME",
            description = "Which one of the plan (default: 3d_fullres, or else the only one).")
    private Optional<String> configuration = Optional.empty();

    @Option(
            names = "--postprocessing",
            paramLabel = "FILE",
            description = "Clean up by this postprocessing.json or .pkl, not as the source says.")
    private Optional<Path> postprocessing = Optional.empty();

    @Option(names = "--out", paramLabel = "M.bactrian", required = true, description = "Bundle to write.")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException {
        ModelBundle bundle = cleaned(read());
        FileNames.makeFolderOf(out);
        bundle.write(out);
        BundleReport report = BundleReport.of(out, bundle);
        if (json.wanted()) {
            output.terminal().json(report);
        } else {
            report.lines().forEach(output.terminal()::result);
        }
        return ExitCode.DONE;
    }

    private ModelBundle cleaned(ModelBundle bundle) throws IOException {
        if (postprocessing.isEmpty()) {
            return bundle;
        }
        FileNames.requireExisting(List.of(postprocessing.get()));
        try {
            return bundle.withPostprocessing(NnUNetPostprocessing.read(postprocessing.get()));
        } catch (BadCaseException bad) {
            throw new IllegalArgumentException("--postprocessing: " + bad.getMessage(), bad);
        }
    }

    private ModelBundle read() throws IOException {
        if (plan.isEmpty()) {
            return ModelOption.read("SOURCE", source, folds.wishes());
        }
        FileNames.requireExisting(List.of(source, plan.get()));
        if (!MindSporeModel.isOne(source)) {
            throw new IllegalArgumentException("--plan goes with a .ckpt; %s brings its own".formatted(source));
        }
        try {
            return MindSporeModel.open(source, plan.get(), configuration);
        } catch (BadCaseException bad) {
            throw new IllegalArgumentException("SOURCE: " + bad.getMessage(), bad);
        }
    }
}
