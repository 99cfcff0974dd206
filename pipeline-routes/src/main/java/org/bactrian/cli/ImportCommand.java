package org.bactrian.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.bactrian.checkpoint.ModelBundle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a bundle of a model that another program has trained. */
@Command(
        name = "import",
        description = {
            "Makes one bundle of a model folder of nnU-Net: plans, dataset and the checkpoints of its folds.",
            "Every tensor is checked against the plan; nothing in the files is ever run."
        },
        footerHeading = "%nExample:%n",
        footer = "  bactrian import nnUNetTrainer__nnUNetPlans__3d_fullres --folds 0,1 --out model.bactrian")
final class ImportCommand implements Callable<Integer> {

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Parameters(paramLabel = "SOURCE", description = "Model folder of nnU-Net.")
    private Path source = Path.of("");

    @Mixin
    private FoldOptions folds = new FoldOptions();

    @Option(names = "--out", paramLabel = "M.bactrian", required = true, description = "Bundle to write.")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException {
        ModelBundle bundle = ModelOption.read("SOURCE", source, folds.wishes());
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
}
