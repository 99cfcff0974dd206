package org.bactrian.evaluate;

/** How the voxels of one label agree between a prediction and its reference. */
public record LabelScore(long truePositives, long falsePositives, long falseNegatives, long trueNegatives) {

    /** Twice the overlap over the sum of both sizes, 0 to 1; NaN where neither map holds the label. */
    public double dice() {
        return ratio(2.0 * truePositives, 2.0 * truePositives + falsePositives + falseNegatives);
    }

    /** Overlap over union (Jaccard), 0 to 1; NaN where neither map holds the label. */
    public double iou() {
        return ratio((double) truePositives, (double) truePositives + falsePositives + falseNegatives);
    }

    /** Voxels that the prediction gives this label. */
    public long predicted() {
        return truePositives + falsePositives;
    }

    /** Voxels that the reference gives this label. */
    public long reference() {
        return truePositives + falseNegatives;
    }

    private static double ratio(double part, double whole) {
        return whole == 0 ? Double.NaN : part / whole;
    }
}
