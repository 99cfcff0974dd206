package org.bactrian.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bactrian.cli.Run;
import org.bactrian.cli.TinyModel;
import org.bactrian.cli.terminal.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {

    private final Path folder;

    ExportCommandTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void aModelBecomesAFolderOfNnUNetAndWhatDiffersIsTold() throws IOException {
        Path out = folder.resolve("new/nnUNetTrainer__nnUNetPlans__3d_fullres");

        Run run = export("--format", "nnunetv2", "--out", out.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).isEqualToIgnoringNewLines(out.toString());
        assertThat(run.err()).contains("nnU-Net normalises before it resamples", "give it scans in LPS");
        assertThat(out.resolve("fold_0/checkpoint_final.pth")).isRegularFile();
        assertThat(Run.of("inspect", out.toString()).out()).contains("labels       background, kidney, tumour");
    }

    @Test
    void aModelBecomesAnEntryOfTritonsRepository() throws IOException {
        Path out = folder.resolve("kidneys");

        Run run = export("--format", "torchscript", "--triton", "--out", out.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(Files.readString(out.resolve("config.pbtxt")))
                .contains("name: \"kidneys\"", "dims: [ 1, 16, 32, 32 ]", "dims: [ 3, 16, 32, 32 ]");
        assertThat(Run.of("inspect", out.resolve("1/model.pt").toString()).exitCode())
                .isEqualTo(ExitCode.DONE);
    }

    @Test
    void whatThePlanBesideACheckpointDoesOtherwiseIsTold() throws IOException {
        Run run = export(
                "--format",
                "mindspore",
                "--out",
                folder.resolve("new/model.ckpt").toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run.err())
                .contains(
                        "the checkpoint comes with a plan that normalises before it resamples", "give it scans in LPS");
    }

    @Test
    void theProgramThatWasExportedRunsAsAForeignOneWithItsPlan() throws IOException {
        Path program = folder.resolve("model.pt");
        Path checkpoint = folder.resolve("planned/model.ckpt");
        export("--format", "torchscript", "--out", program.toString());
        Run planned = export("--format", "mindspore", "--out", checkpoint.toString(), "--json");
        String plans = checkpoint.resolveSibling("plans.json").toString();
        Path bundle = folder.resolve("foreign.bactrian");

        Run run = Run.of("import", program.toString(), "--plan", plans, "--out", bundle.toString());

        JsonNode notes = new ObjectMapper().readTree(planned.out()).at("/notes");
        assertThat(notes.isArray()).isTrue();
        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains("of another make", "TorchScript archive model.pt", "from         model.pt");
    }

    @Test
    void tritonTakesNothingButTorchScript() throws IOException {
        Run run = export(
                "--format",
                "mindspore",
                "--triton",
                "--out",
                folder.resolve("x").toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--triton goes with --format torchscript");
    }

    @Test
    void aPlaceThatCannotBeWrittenIsNamed() throws IOException {
        Path out = folder.resolve("x".repeat(300));

        assertThat(export("--format", "nnunetv2", "--out", out.toString()).err())
                .contains("cannot write " + out);
        assertThat(export("--format", "mindspore", "--out", out.toString()).err())
                .contains("cannot write " + out);
        assertThat(export("--format", "torchscript", "--out", out.toString()).err())
                .contains("cannot write " + out);
    }

    private Run export(String... options) throws IOException {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "export";
        arguments[1] = TinyModel.in(folder).toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return Run.of(arguments);
    }
}
