package org.bactrian.train;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.bactrian.train.dataset.DatasetDescription;
import org.bactrian.train.dataset.Fold;
import org.bactrian.unet.plan.Downsampling;
import org.bactrian.unet.plan.UNetPlan;
import org.bactrian.unet.program.TrainingRules;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Spacing;

/** Recipes with a name. */
public enum Preset {
    /** The reference network, trained as long as nnU-Net trains: 1000 epochs of 250 batches. */
    NNUNET {
        @Override
        Recipe recipe(int channels, int classes) {
            return new Recipe(
                    reference(channels, classes),
                    TrainingPlan.nnUNet(UNetPlan.reference().heads()));
        }
    },

    /** The reference network at 3.22 x 1.62 x 1.62 mm, trained for 600 epochs. */
    REFERENCE {
        @Override
        Recipe recipe(int channels, int classes) {
            TrainingPlan plan = TrainingPlan.nnUNet(UNetPlan.reference().heads());
            return new Recipe(reference(channels, classes), plan.lasting(600, plan.batchesPerEpoch()));
        }
    },

    /** A small network at coarse spacing that two processor cores train in less than half an hour. */
    QUICK {
        @Override
        Recipe recipe(int channels, int classes) {
            UNetPlan network = quick(channels, classes);
            TrainingPlan training =
                    new TrainingPlan(50, 100, 6, 2, 0.03, 0.9, 0.5, quickRules(network.heads()), 0, Fold.of(0));
            return new Recipe(network, training);
        }
    };

    abstract Recipe recipe(int channels, int classes);

    /** The recipe for a dataset. */
    public Recipe recipe(DatasetDescription dataset) {
        return recipe(dataset.channels(), dataset.labels().size());
    }

    /** The preset of a name, such as {@code quick}; an {@link IllegalArgumentException} names the known ones. */
    public static Preset named(String name) {
        return Arrays.stream(values())
                .filter(preset -> preset.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no preset is named '%s'; known: %s".formatted(name, Arrays.toString(values()))));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static UNetPlan reference(int channels, int classes) {
        UNetPlan plan = UNetPlan.reference();
        return new UNetPlan(
                plan.spacingMm(),
                plan.patch(),
                channels,
                classes,
                plan.features(),
                plan.strides(),
                plan.kernels(),
                plan.encoderConvolutions(),
                plan.decoderConvolutions(),
                plan.downsampling(),
                plan.mirrorAxes());
    }

    private static UNetPlan quick(int channels, int classes) {
        Index3 halve = new Index3(2, 2, 2);
        return new UNetPlan(
                new Spacing(3, 3, 3),
                new Index3(48, 48, 48),
                channels,
                classes,
                List.of(16, 32, 64, 128),
                List.of(new Index3(1, 1, 1), halve, halve, halve),
                Collections.nCopies(4, new Index3(3, 3, 3)),
                List.of(1, 2, 2, 2),
                List.of(1, 2, 2),
                Downsampling.STRIDED_CONVOLUTION,
                List.of(0));
    }

    /** A short training needs a shorter memory: momentum 0.99 averages over a hundred steps. */
    private static TrainingRules quickRules(int heads) {
        TrainingRules standard = TrainingRules.standard(heads);
        return new TrainingRules(
                standard.headWeights(),
                0.95,
                standard.weightDecay(),
                standard.gradientNorm(),
                standard.diceSmoothing());
    }
}
