package org.bactrian.train;

import java.nio.file.Path;

/** Where the files of a training lie. */
public record TrainingFolder(Path folder) {

    /** The model after the last epoch. */
    public Path model() {
        return folder.resolve("model.bactrian");
    }

    /** The model after the epoch with the best moving average of the pseudo Dice. */
    public Path bestModel() {
        return folder.resolve("best.bactrian");
    }

    /** What {@code --resume} goes on from. */
    public Path checkpoint() {
        return folder.resolve("training.checkpoint");
    }

    /** One row an epoch. */
    public Path progress() {
        return folder.resolve("progress.csv");
    }

    /** Preprocessed cases, for this and later trainings with the same stages. */
    public Path prepared() {
        return folder.resolve("prepared");
    }

    /** Label maps of the held-out cases and their summary. */
    public Path validation() {
        return folder.resolve("validation");
    }
}
