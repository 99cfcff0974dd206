package org.bactrian.train;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.bactrian.train.dataset.PreparedCase;
import org.bactrian.train.patch.Augmentation;
import org.bactrian.train.patch.Patch;
import org.bactrian.train.patch.PatchSampler;
import org.bactrian.train.patch.RandomStreams;
import org.bactrian.volume.Index3;

/**
 * Makes the batches of a training or of its validation. A batch is a function of (epoch, batch) alone, whichever thread
 * makes it and whatever was made before. Safe for use by many threads.
 */
final class BatchSource {

    private static final long TRAINING = 1;
    private static final long VALIDATION = 2;

    private final PatchSampler sampler;
    private final List<Augmentation> augmentations;
    private final TrainingPlan plan;
    private final long purpose;

    private BatchSource(PatchSampler sampler, List<Augmentation> augmentations, TrainingPlan plan, long purpose) {
        this.sampler = sampler;
        this.augmentations = augmentations;
        this.plan = plan;
        this.purpose = purpose;
    }

    /** Augmented patches. */
    static BatchSource training(Recipe recipe, List<PreparedCase> cases) {
        Index3 patch = recipe.network().patch();
        PatchSampler sampler = new PatchSampler(cases, Augmentation.cut(patch), patch);
        return new BatchSource(
                sampler, Augmentation.nnUNet(patch, recipe.network().mirrorAxes()), recipe.training(), TRAINING);
    }

    /** Patches as they are. */
    static BatchSource validation(Recipe recipe, List<PreparedCase> cases) {
        Index3 patch = recipe.network().patch();
        return new BatchSource(new PatchSampler(cases, patch, patch), List.of(), recipe.training(), VALIDATION);
    }

    Batch batch(int epoch, int batch) {
        int random = plan.batchSize() - PatchSampler.foregroundPatches(plan.batchSize(), plan.foregroundShare());
        List<Patch> patches = new ArrayList<>();
        for (int sample = 0; sample < plan.batchSize(); sample++) {
            RandomGenerator stream = RandomStreams.of(plan.seed(), purpose, epoch, batch, sample);
            Patch patch = sampler.sample(sample >= random, stream);
            for (Augmentation augmentation : augmentations) {
                patch = augmentation.apply(patch, stream);
            }
            patches.add(patch);
        }
        return Batch.of(patches);
    }
}
