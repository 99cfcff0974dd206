package org.bactrian.cli.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.checkpoint.TritonEntry;
import org.bactrian.checkpoint.nnunet.export.MindSporeExport;
import org.bactrian.checkpoint.nnunet.export.NnUNetExport;
import org.bactrian.cli.file.FileNames;
import org.bactrian.cli.option.FoldOptions;
import org.bactrian.cli.option.JsonOption;
import org.bactrian.cli.option.ModelOption;
import org.bactrian.cli.option.OutputOptions;
import org.bactrian.cli.terminal.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a model for another program. */
@Command(
        name = "export",
        description = {
            "Writes a model, whatever it came from, for another program:",
            "torchscript: a file for torch.jit.load, or with --triton a folder for Triton's model repository;",
            "nnunetv2: a model folder for nnUNetv2_predict_from_modelfolder and nnUNetv2_train -pretrained_weights;",
            "mindspore: a .ckpt with the reference solution's names, plans.json and dataset.json beside it.",
            "What the other program does otherwise is told; what it cannot do at all is refused by name."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  bactrian export model.bactrian --format torchscript --out model.pt",
            "  bactrian export model.bactrian --format torchscript --triton --out repository/kidneys",
            "  bactrian export model.bactrian --format nnunetv2 --out Dataset001_Kidneys/nnUNetTrainer__nnUNetPlans__3d_fullres"
        })
public final class ExportCommand implements Callable<Integer> {

    private enum Format {
        TORCHSCRIPT,
        NNUNETV2,
        MINDSPORE
    }

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Parameters(paramLabel = "MODEL", description = "Model bundle, or anything that import reads.")
    private Path model = Path.of("");

    @Mixin
    private FoldOptions folds = new FoldOptions();

    @Option(names = "--format", required = true, description = "One of ${COMPLETION-CANDIDATES}, in any case.")
    private Format format = Format.TORCHSCRIPT;

    @Option(names = "--triton", description = "With torchscript: write a folder with config.pbtxt and 1/model.pt.")
    private boolean triton;

    @Option(names = "--out", paramLabel = "PATH", required = true, description = "File or folder to write.")
    private Path out = Path.of("");

    /**
     * What has been written.
     *
     * @param notes what the other program does otherwise
     */
    record Exported(String format, String out, String model, List<String> notes) {}

    @Override
    public Integer call() throws IOException {
        if (triton && format != Format.TORCHSCRIPT) {
            throw new IllegalArgumentException("--triton goes with --format torchscript");
        }
        ModelBundle bundle = ModelOption.read("MODEL", model, folds.wishes());
        FileNames.makeFolderOf(out);
        List<String> notes = FileNames.writing(out, () -> write(bundle));
        if (json.wanted()) {
            output.terminal()
                    .json(new Exported(format.name().toLowerCase(Locale.ROOT), out.toString(), bundle.digest(), notes));
        } else {
            output.terminal().result(out.toString());
            notes.forEach(note -> output.terminal().problem("%s %s".formatted(reader(), note)));
        }
        return ExitCode.DONE;
    }

    private List<String> write(ModelBundle bundle) throws IOException {
        return switch (format) {
            case NNUNETV2 -> NnUNetExport.write(bundle, out);
            case MINDSPORE -> MindSporeExport.write(bundle, out);
            case TORCHSCRIPT -> {
                if (triton) {
                    TritonEntry.write(bundle, out);
                } else {
                    bundle.writeTorchScript(out);
                }
                yield List.of();
            }
        };
    }

    private String reader() {
        return format == Format.NNUNETV2 ? "nnU-Net" : "the checkpoint";
    }
}
