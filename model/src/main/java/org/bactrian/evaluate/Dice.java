package org.bactrian.evaluate;

import java.util.List;
import java.util.TreeMap;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Geometry;
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
        int classes = 1 + Math.max(prediction.largest(), reference.largest());
        long[] overlap = new long[classes];
        long[] predicted = new long[classes];
        long[] referenced = new long[classes];
        for (int i = 0; i < prediction.length(); i++) {
            int found = prediction.at(i);
            int truth = reference.at(i);
            predicted[found]++;
            referenced[truth]++;
            if (found == truth) {
                overlap[truth]++;
            }
        }
        TreeMap<Integer, LabelScore> scores = new TreeMap<>();
        for (int label : labels) {
            boolean present = label < classes;
            long both = present ? overlap[label] : 0;
            long extra = present ? predicted[label] - both : 0;
            long missed = present ? referenced[label] - both : 0;
            scores.put(label, new LabelScore(both, extra, missed, prediction.length() - both - extra - missed));
        }
        return new CaseScore(caseId, scores);
    }

    private static void requireSameGrid(String caseId, Geometry prediction, Geometry reference) {
        if (!prediction.coincidesWith(reference)) {
            throw BadCaseException.of(caseId, "the prediction's grid", prediction, "the reference's grid " + reference);
        }
    }
}
