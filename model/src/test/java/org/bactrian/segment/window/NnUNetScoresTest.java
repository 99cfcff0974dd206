package org.bactrian.segment.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.checkpoint.nnunet.ModelWishes;
import org.bactrian.checkpoint.nnunet.NnUNetModel;
import org.bactrian.nifti.NiftiReader;
import org.bactrian.stage.StageCatalog;
import org.bactrian.stage.StageObserver;
import org.bactrian.unet.Network;
import org.bactrian.unet.engine.ComputeDevice;
import org.bactrian.unet.program.Precision;
import org.bactrian.volume.Case;
import org.bactrian.volume.Difference;
import org.bactrian.volume.NumpyArchive;
import org.bactrian.volume.SharedFolder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scores of whole scans through models that nnU-Net 2.8.1 has trained, against those of its own code. */
class NnUNetScoresTest {

    /** Of scores up to 30, against those that nnU-Net's own code adds up in single precision. */
    private static final double LOGIT_TOLERANCE = 1e-4;

    /** Scores that differ in the seventh digit now and then round to another half. */
    private static final double MOST_FLIPPED = 5e-4;

    private static final String GOLDEN = "golden/nnunet/";
    private static final String A = "501_MiniKidney/nnUNetTrainer__nnUNetPlans__3d_fullres";
    private static final String D = "502_MiniRegions/nnUNetTrainer__nnUNetPlans__3d_fullres";

    @ParameterizedTest
    @CsvSource({A + ", t_ras, a/t_ras", D + ", r_ipl, d/r_ipl"})
    void scoresAreThoseOfNnUNetsCodeInSinglePrecision(String model, String image, String expected) throws IOException {
        ModelBundle bundle = bundle(model);
        float[] logits = new NumpyArchive(
                        SharedFolder.path(GOLDEN + "predictions/" + expected + "/logits_f0_float32acc.npz"))
                .array("logits");
        Case prepared =
                StageCatalog.builtIn().pipeline(bundle.preprocessing()).run(scan(model, image), StageObserver.NONE);

        float[][] scores = networkScores(
                bundle,
                prepared,
                List.of(Mirror.NONE),
                voxels -> new FloatSums(
                        BlendWeights.half(bundle.plan().patch()),
                        1,
                        new float[bundle.plan().classes()],
                        voxels));

        int voxels = scores[0].length;
        for (int c = 0; c < scores.length; c++) {
            float[] ofClass = Arrays.copyOfRange(logits, c * voxels, (c + 1) * voxels);
            assertThat(Difference.largest(scores[c], ofClass)).isLessThan(LOGIT_TOLERANCE);
        }
    }

    @ParameterizedTest
    @CsvSource({A + ", t_ras, a/t_ras/logits_f0", A + ", t_ras, a/t_ras/logits_f0_tta", D + ", r_ipl, d/r_ipl/logits_f0"
    })
    void roundedWhereNnUNetRoundsScoresAreItsOwnHalves(String model, String image, String expected) throws IOException {
        ModelBundle bundle = bundle(model);
        float[] logits =
                new NumpyArchive(SharedFolder.path(GOLDEN + "predictions/" + expected + ".npz")).array("logits");
        List<Mirror> mirrors =
                Mirror.combinations(expected.endsWith("_tta") ? bundle.plan().mirrorAxes() : List.of());
        Case prepared =
                StageCatalog.builtIn().pipeline(bundle.preprocessing()).run(scan(model, image), StageObserver.NONE);

        float[][] scores = networkScores(
                bundle,
                prepared,
                mirrors,
                voxels -> new HalfSums(
                        BlendWeights.half(bundle.plan().patch()),
                        mirrors.size(),
                        bundle.plan().classes(),
                        voxels));

        long different = 0;
        int voxels = scores[0].length;
        for (int c = 0; c < scores.length; c++) {
            for (int i = 0; i < voxels; i++) {
                different += scores[c][i] == logits[c * voxels + i] ? 0 : 1;
            }
        }
        assertThat((double) different / logits.length).isLessThan(MOST_FLIPPED);
    }

    private static float[][] networkScores(
            ModelBundle bundle, Case prepared, List<Mirror> mirrors, IntFunction<WindowSums> blending) {
        try (Network network = Network.inference(
                bundle.description().program(), bundle.weights(), Precision.FLOAT32, ComputeDevice.CPU)) {
            return new SlidingWindow(bundle.plan().patch(), 0.5, mirrors, blending, network::scores)
                    .scores(
                            prepared.channels(),
                            new MirrorVotes(bundle.scoring(), 1, bundle.plan().classes(), 0),
                            WindowChoice.ALL,
                            WindowProgress.NONE);
        }
    }

    private static ModelBundle bundle(String model) throws IOException {
        return NnUNetModel.open(
                SharedFolder.path(GOLDEN + "nnUNet_results/Dataset" + model),
                new ModelWishes(List.of("0"), Optional.empty()));
    }

    private static Case scan(String model, String image) {
        String dataset = model.substring(0, model.indexOf('/'));
        return Case.of(
                image,
                NiftiReader.read(SharedFolder.path(
                                GOLDEN + "nnUNet_raw/Dataset" + dataset + "/imagesTs/" + image + "_0000.nii.gz"))
                        .volume());
    }
}
