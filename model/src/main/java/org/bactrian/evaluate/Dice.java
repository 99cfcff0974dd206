package org.bactrian.evaluate;

import java.util.List;
import org.bactrian.numeric.spline.Lines;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.GridDifference;
import org.bactrian.volume.LabelMap;

/** Counts how two label maps agree, label by label. */
public final class Dice {

    private Dice() {}

    /**
     * Scores a prediction.
     *
     * @param labels the labels to score, usually every label but background
     * @throws BadCaseException when the two maps do not lie on the same grid
     */
    public static CaseScore score(String caseId, LabelMap prediction, LabelMap reference, List<Integer> labels) {
        requireSameGrid(caseId, prediction.geometry(), reference.geometry());
        LabelPairs pairs = LabelPairs.count(prediction, reference, Lines.allCores());
        return CaseScore.of(caseId, pairs, LabelScheme.of(labels));
    }

    /** Refuses a prediction that lies on another grid than its reference. */
    static void requireSameGrid(String caseId, Geometry prediction, Geometry reference) {
        if (!prediction.coincidesWith(reference)) {
            GridDifference difference = prediction.differenceFrom(reference);
            throw BadCaseException.of(
                    caseId,
                    "the prediction's grid",
                    difference.found(),
                    "the reference's grid, " + difference.expected());
        }
    }
}
