package org.bactrian.evaluate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The scores of one case.
 *
 * @param caseId the case
 * @param predictionFile the prediction's file as a summary names it
 * @param referenceFile the reference's file as a summary names it
 * @param structures a score for each structure asked for, in their order
 */
public record CaseScore(
        String caseId, String predictionFile, String referenceFile, Map<Structure, LabelScore> structures) {

    public CaseScore {
        structures = Collections.unmodifiableMap(new LinkedHashMap<>(structures));
    }

    /** The scores of a case whose files are both named {@code <case>.nii.gz}. */
    public static CaseScore of(String caseId, LabelPairs pairs, LabelScheme scheme) {
        String file = caseId + ".nii.gz";
        return of(caseId, file, file, pairs, scheme);
    }

    static CaseScore of(
            String caseId, String predictionFile, String referenceFile, LabelPairs pairs, LabelScheme scheme) {
        Map<Structure, LabelScore> scores = new LinkedHashMap<>();
        scheme.structures().forEach(structure -> scores.put(structure, pairs.score(structure, scheme.ignored())));
        return new CaseScore(caseId, predictionFile, referenceFile, scores);
    }

    /** The score of a label. */
    public LabelScore of(int label) {
        return of(Structure.label(label));
    }

    /** The score of a structure. */
    public LabelScore of(Structure structure) {
        LabelScore score = structures.get(structure);
        if (score == null) {
            throw new IllegalArgumentException("%s was not scored; scored: %s"
                    .formatted(
                            structure.key(),
                            structures.keySet().stream().map(Structure::key).toList()));
        }
        return score;
    }
}
