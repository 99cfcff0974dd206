package org.bactrian.cli.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.checkpoint.NnUNetPostprocessing;
import org.bactrian.cli.file.FileNames;
import org.bactrian.cli.option.FoldOptions;
import org.bactrian.cli.option.JsonOption;
import org.bactrian.cli.option.ModelOption;
import org.bactrian.cli.option.OutputOptions;
import org.bactrian.cli.terminal.ExitCode;
import org.bactrian.volume.BadCaseException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a bundle of a model that another program has trained. */
@Command(
        name = "import",
        description = {
            "Makes one bundle of a model folder of nnU-Net: plans, dataset and the checkpoints of its folds,",
            "or of a zip as nnUNetv2_export_model_to_zip writes it.",
            "Or of a checkpoint of MindSpore (.ckpt), or a network of any make as a TorchScript archive, and its plan.",
            "Every tensor is checked against the plan; no pickle is ever run. A TorchScript archive is a program: the",
            "engine runs it as it is, unless its code names what reads or writes files or prints."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  bactrian import nnUNetTrainer__nnUNetPlans__3d_fullres --folds 0,1 --out model.bactrian",
            "  bactrian import kits.zip --configuration 3d_fullres --out model.bactrian",
            "  bactrian import model_best.ckpt --plan plans.pkl --out model.bactrian",
            "  bactrian import swin_unetr.pt --plan plans.json --out model.bactrian"
        })
public final class ImportCommand implements Callable<Integer> {

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Parameters(
            paramLabel = "SOURCE",
            description = "Model folder or zip of nnU-Net, .ckpt of MindSpore, or TorchScript archive.")
    private Path source = Path.of("");

    @Mixin
    private FoldOptions folds = new FoldOptions();

    @Option(
            names = "--postprocessing",
            paramLabel = "FILE",
            description = "Clean up by this postprocessing.json or .pkl, not as the source says.")
    private Optional<Path> postprocessing = Optional.empty();

    @Option(names = "--out", paramLabel = "M.bactrian", required = true, description = "Bundle to write.")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException {
        ModelBundle bundle = cleaned(loaded(ModelOption.read("SOURCE", source, folds.wishes())));
        FileNames.makeFolderOf(out);
        FileNames.writing(out, () -> {
            bundle.write(out);
            return out;
        });
        BundleReport report = BundleReport.of(out, bundle);
        if (json.wanted()) {
            output.terminal().json(report);
        } else {
            report.lines().forEach(output.terminal()::result);
        }
        return ExitCode.DONE;
    }

    /** Nobody wants a bundle whose program the engine does not load. */
    private static ModelBundle loaded(ModelBundle bundle) {
        try {
            bundle.tryToLoad();
            return bundle;
        } catch (BadCaseException bad) {
            throw new IllegalArgumentException("SOURCE: " + bad.getMessage(), bad);
        }
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
}
