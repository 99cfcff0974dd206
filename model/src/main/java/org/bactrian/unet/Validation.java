package org.bactrian.unet;

import java.util.List;

/**
 * How well a batch was labelled at full resolution.
 *
 * @param loss as in training
 * @param classes for each class of the plan, background first
 */
public record Validation(double loss, List<Count> classes) {

    public Validation {
        classes = List.copyOf(classes);
    }

    /**
     * Voxels of one class.
     *
     * @param right labelled so, and so in truth
     * @param wrong labelled so, but another class in truth
     * @param missed of the class in truth, but labelled otherwise
     */
    public record Count(long right, long wrong, long missed) {

        /** Both counts together. */
        public Count plus(Count other) {
            return new Count(right + other.right, wrong + other.wrong, missed + other.missed);
        }

        /** 2 TP / (2 TP + FP + FN); NaN where the class is neither labelled nor there. */
        public double dice() {
            return 2.0 * right / (2 * right + wrong + missed);
        }
    }
}
