package org.bactrian.train;

import java.util.List;
import java.util.Map;
import org.bactrian.stage.StageSpec;
import org.bactrian.train.dataset.Fingerprint;
import org.bactrian.unet.plan.UNetPlan;
import org.bactrian.volume.Spacing;

/**
 * What to train and how. The stages follow from it, and from the fingerprint of the data.
 *
 * @param network the network
 * @param training how it is trained
 */
public record Recipe(UNetPlan network, TrainingPlan training) {

    /** Smaller ones are specks: KiTS19 has tumours of 880 mm3 (case_00165), and specks of 18. */
    private static final double SMALLEST_TUMOR_MM3 = 200;

    /**
     * The orientation in which the network sees every scan: x to the patient's Right, y to Anterior, z to Superior; the one
     * that nnU-Net's reorienting readers know.
     */
    private static final String ORIENTATION = "RAS";

    public Recipe {
        if (training.rules().headWeights().size() != network.heads()) {
            throw new IllegalArgumentException("the network has %d heads, the training plan weighs %d"
                    .formatted(network.heads(), training.rules().headWeights().size()));
        }
    }

    /** The same network trained otherwise. */
    public Recipe with(TrainingPlan otherTraining) {
        return new Recipe(network, otherTraining);
    }

    /**
     * The stages before the network, in nnU-Net's order, so that it can do the same.
     *
     * @throws IllegalArgumentException when the data have several channels: they are normalised alike
     */
    public List<StageSpec> preprocessing(Fingerprint fingerprint) {
        if (fingerprint.channels().size() != 1) {
            throw new IllegalArgumentException("clip-and-z-score normalises one channel, the dataset has "
                    + fingerprint.channels().size());
        }
        Fingerprint.Channel intensities = fingerprint.channels().get(0);
        Spacing spacing = network.spacingMm();
        return List.of(
                new StageSpec("orient", Map.of("to", ORIENTATION)),
                StageSpec.of("crop-to-nonzero"),
                new StageSpec(
                        "clip-and-z-score",
                        Map.of(
                                "lower", intensities.percentile005(),
                                "upper", intensities.percentile995(),
                                "mean", intensities.mean(),
                                "standardDeviation", Math.max(intensities.deviation(), Fingerprint.LEAST_DEVIATION))),
                new StageSpec("resample", Map.of("spacingMm", List.of(spacing.x(), spacing.y(), spacing.z()))));
    }

    /**
     * The stages after the network: for kidneys and tumours the two-kidneys rule, no specks, and their volumes, else none.
     *
     * @param labels the names of the classes, background first
     */
    public List<StageSpec> postprocessing(List<String> labels) {
        int kidney = labels.indexOf("kidney");
        int tumor = Math.max(labels.indexOf("tumor"), labels.indexOf("tumour"));
        if (kidney < 1 || tumor < 1) {
            return List.of();
        }
        return List.of(
                new StageSpec("keep-two-kidneys", Map.of("kidneyLabel", kidney)),
                new StageSpec(
                        "drop-small", Map.of("labels", List.of(tumor), "minimumMm3", List.of(SMALLEST_TUMOR_MM3))),
                new StageSpec("measure-volumes", Map.of("kidneyLabel", kidney, "tumorLabel", tumor)));
    }
}
