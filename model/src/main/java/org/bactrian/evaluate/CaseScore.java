package org.bactrian.evaluate;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The scores of one case.
 *
 * @param caseId the case
 * @param labels a score for each label asked for, in ascending order of labels
 */
public record CaseScore(String caseId, SortedMap<Integer, LabelScore> labels) {

    public CaseScore {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    /** The score of a label. */
    public LabelScore of(int label) {
        LabelScore score = labels.get(label);
        if (score == null) {
            throw new IllegalArgumentException("label %d was not scored; scored: %s".formatted(label, labels.keySet()));
        }
        return score;
    }
}
