package org.bactrian.stage.resample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bactrian.nifti.NiftiReader;
import org.bactrian.numeric.grid.Regrid;
import org.bactrian.stage.StageCatalog;
import org.bactrian.stage.StageObserver;
import org.bactrian.stage.StageSpec;
import org.bactrian.volume.Case;
import org.bactrian.volume.Difference;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.NumpyArchive;
import org.bactrian.volume.SharedFolder;
import org.bactrian.volume.Volume;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files of every kind prepared for the network, and the network's scores brought back onto them, against nnU-Net: one with
 * thick slices, one oblique, one with an empty border, one whose slices run along the first axis.
 */
class NnUNetThereAndBackTest {

    private static final String REFERENCE = "golden/nnunet/";

    /** Of a range of 5; nnU-Net adds up 64 products a voxel in another order. */
    private static final double TOLERANCE = 5e-6;

    /** Scores were stored with three digits, so voxels in which two classes are that near may differ. */
    private static final double NEAR_TIES = 1e-4;

    private static final List<StageSpec> KIDNEYS = List.of(
            new StageSpec("orient", Map.of("to", "file")),
            StageSpec.of("crop-to-nonzero"),
            normalise(-63, 144, 19.972824096679688, 46.23829650878906),
            resample(2.9779999256134033, 3.6985000371932983));

    private static final List<StageSpec> REGIONS = List.of(
            new StageSpec("orient", Map.of("to", "file", "transposeForward", List.of(2, 0, 1))),
            StageSpec.of("crop-to-nonzero"),
            normalise(-63, 148, 21.5316104888916, 47.625465393066406),
            resample(2.662999987602234, 5.627999782562256));

    @ParameterizedTest
    @ValueSource(strings = {"t_ras", "t_aniso", "t_small", "t_zero"})
    void imagesGoThereAndScoresComeBack(String name) {
        Case prepared = prepare("Dataset501_MiniKidney", name, KIDNEYS);

        LabelMap labels = Regrid.backwards(prepared.grids()).argMax(scores("a", name, prepared, 3));

        assertPrepared("a", name, prepared);
        assertSegmented("a", name, labels);
    }

    @ParameterizedTest
    @ValueSource(strings = {"r_ipl", "r_ras"})
    void scoresOfOverlappingRegionsComeBack(String name) {
        Case prepared = prepare("Dataset502_MiniRegions", name, REGIONS);

        LabelMap labels = Regrid.backwards(prepared.grids()).regions(scores("d", name, prepared, 2), List.of(1, 2));

        assertPrepared("d", name, prepared);
        assertSegmented("d", name, labels);
    }

    private static Case prepare(String dataset, String name, List<StageSpec> stages) {
        Volume scan = NiftiReader.read(
                        SharedFolder.path(REFERENCE + "nnUNet_raw/" + dataset + "/imagesTs/" + name + "_0000.nii.gz"))
                .volume();
        return StageCatalog.builtIn().pipeline(stages).run(Case.of(name, scan), StageObserver.NONE);
    }

    private static float[][] scores(String variant, String name, Case prepared, int classes) {
        float[] all = archive(variant, name, "logits_f0").array("logits");
        int voxels = (int) prepared.geometry().size().product();
        assertThat(all).hasSize(classes * voxels);
        float[][] scores = new float[classes][];
        for (int c = 0; c < classes; c++) {
            scores[c] = Arrays.copyOfRange(all, c * voxels, (c + 1) * voxels);
        }
        return scores;
    }

    private static void assertPrepared(String variant, String name, Case prepared) {
        float[] expected = archive(variant, name, "preprocessed").array("data");
        assertThat(Difference.largest(prepared.channels().get(0).voxels(), expected))
                .isLessThan(TOLERANCE);
    }

    private static void assertSegmented(String variant, String name, LabelMap labels) {
        LabelMap expected = NiftiReader.readLabels(
                        SharedFolder.path(REFERENCE + "predictions/" + variant + "/" + name + "/seg_f0.nii.gz"))
                .map();
        int foreground = 0;
        int differ = 0;
        for (int i = 0; i < labels.length(); i++) {
            foreground += expected.at(i) > 0 ? 1 : 0;
            differ += labels.at(i) != expected.at(i) ? 1 : 0;
        }
        assertThat(foreground).isPositive();
        assertThat((double) differ).isLessThanOrEqualTo(Math.max(1, NEAR_TIES * foreground));
    }

    private static NumpyArchive archive(String variant, String name, String file) {
        return new NumpyArchive(
                SharedFolder.path(REFERENCE + "predictions/" + variant + "/" + name + "/" + file + ".npz"));
    }

    private static StageSpec normalise(double lower, double upper, double mean, double standardDeviation) {
        return new StageSpec(
                "clip-and-z-score",
                Map.of("lower", lower, "upper", upper, "mean", mean, "standardDeviation", standardDeviation));
    }

    private static StageSpec resample(double inPlane, double across) {
        return new StageSpec("resample", Map.of("spacingMm", List.of(inPlane, inPlane, across)));
    }
}
