package org.bactrian.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.bactrian.cli.Run;
import org.bactrian.cli.TinyModel;
import org.bactrian.cli.terminal.ExitCode;
import org.bactrian.nifti.NiftiReader;
import org.bactrian.torchscript.ArchiveWriter;
import org.bactrian.torchscript.ScriptModule;
import org.bactrian.torchscript.Weights;
import org.bactrian.volume.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model folder that nnU-Net 2.8.1 has left, from the command line. */
class ImportCommandTest {

    private static final String MODEL =
            "golden/nnunet/nnUNet_results/Dataset501_MiniKidney/nnUNetTrainer__nnUNetPlans__3d_fullres";
    private static final String ENSEMBLE = "golden/nnunet/nnUNet_results/Dataset501_MiniKidney/ensembles/"
            + "ensemble___nnUNetTrainer__nnUNetPlans__3d_fullres___nnUNetTrainer__nnUNetPlans__2d___0_1";
    private static final String SCAN = "golden/nnunet/nnUNet_raw/Dataset501_MiniKidney/imagesTs/t_small_0000.nii.gz";

    private final Path folder;

    ImportCommandTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void aModelFolderBecomesABundleThatSegmentsAsTheFolderDoes() throws IOException {
        String model = SharedFolder.path(MODEL).toString();
        String scan = SharedFolder.path(SCAN).toString();
        Path bundle = folder.resolve("new/model.bactrian");
        Path fromFolder = folder.resolve("folder.nii.gz");
        Path fromBundle = folder.resolve("bundle.nii.gz");

        Run imported = Run.of("import", model, "--folds", "0,1", "--out", bundle.toString(), "--json");
        Run first = Run.of("segment", "--model", model, scan, "--out", fromFolder.toString());
        Run second = Run.of("segment", "--model", bundle.toString(), scan, "--out", fromBundle.toString());

        JsonNode report = new ObjectMapper().readTree(imported.out());
        assertThat(report.at("/networks").asInt()).isEqualTo(2);
        assertThat(report.at("/facts/folds").asText()).isEqualTo("0, 1");
        assertThat(first.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(second.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(NiftiReader.readLabels(fromFolder).map().bytes())
                .isEqualTo(NiftiReader.readLabels(fromBundle).map().bytes());
    }

    @Test
    void aFolderIsNoPlan() throws IOException {
        Path checkpoint = Files.createFile(folder.resolve("model.ckpt"));

        Run run = Run.of(
                "import",
                checkpoint.toString(),
                "--plan",
                folder.toString(),
                "--out",
                folder.resolve("m.bactrian").toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--plan takes a file", folder + " is a folder");
    }

    @Test
    void inspectTellsWhatAModelFolderIs() {
        Run run = Run.of("inspect", SharedFolder.path(MODEL).toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run.out())
                .contains("labels       background, kidney, tumor", "networks     2", "patch        32 x 32 x 24");
    }

    @Test
    void inspectTellsWhatAnEnsembleFolderStandsFor() throws IOException {
        String ensemble = SharedFolder.path(ENSEMBLE).toString();

        Run told = Run.of("inspect", ensemble);
        Run json = Run.of("inspect", ensemble, "--json");

        assertThat(told.exitCode()).as(told.err()).isEqualTo(ExitCode.DONE);
        assertThat(told.out())
                .contains(
                        "models       2",
                        "model 1 of 2, on its own",
                        "model 2 of 2, on its own",
                        "after        keep-largest")
                .contains("file         nnUNetTrainer__nnUNetPlans__3d_fullres", "folds        0, 1");
        JsonNode report = new ObjectMapper().readTree(json.out());
        assertThat(report.at("/kind").asText()).isEqualTo("ensemble");
        assertThat(report.at("/models/1/file").asText()).isEqualTo("nnUNetTrainer__nnUNetPlans__2d");
        assertThat(report.at("/postprocessing").size()).isEqualTo(1);
        assertThat(report.at("/postprocessing/0/stage").asText()).isEqualTo("keep-largest");
    }

    @Test
    void aFolderThatIsNoModelIsRefused() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));

        Run run = Run.of(
                "import",
                empty.toString(),
                "--out",
                folder.resolve("m.bactrian").toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("a model folder of nnU-Net");
    }

    @Test
    void aPlaceThatCannotBeWrittenIsNamed() throws IOException {
        Path out = folder.resolve("x".repeat(300));

        Run run = Run.of("import", TinyModel.in(folder).toString(), "--out", out.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("cannot write " + out);
    }

    @Test
    void aProgramThatTheEngineDoesNotLoadIsRefusedBeforeAnythingIsWritten() throws IOException {
        Path program = folder.resolve("broken.pt");
        Path plans = folder.resolve("plans.json");
        Path bundle = folder.resolve("made/m.bactrian");
        ArchiveWriter.write(program, new ScriptModule("Net", "class ???", Weights.NONE, Weights.NONE), Map.of());
        Files.writeString(plans, """
                {"dataset_name": "Dataset009_Nested", "image_reader_writer": "SimpleITKIO", "transpose_forward": [0, 1, 2],
                 "foreground_intensity_properties_per_channel":
                   {"0": {"mean": 100, "std": 70, "percentile_00_5": -80, "percentile_99_5": 300}},
                 "configurations": {"3d_fullres": {"patch_size": [8, 16, 16], "spacing": [3, 2, 2],
                   "normalization_schemes": ["CTNormalization"], "use_mask_for_norm": [false],
                   "architecture": {"network_class_name": "elsewhere.Net", "arch_kwargs": {}}}}}
                """);
        Files.writeString(folder.resolve("dataset.json"), """
                {"channel_names": {"0": "CT"}, "labels": {"background": 0, "kidney": 1}}
                """);

        Run run = Run.of("import", program.toString(), "--plan", plans.toString(), "--out", bundle.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("SOURCE: broken.pt: ");
        assertThat(bundle.getParent()).doesNotExist();
    }
}
