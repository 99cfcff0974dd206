package org.bactrian.evaluate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was measured of a case.
 *
 * @param voxels the pairs of labels that its voxels have
 * @param surfaces by structure where surfaces were asked for; a structure that neither map holds has none
 * @param kits its KiTS scores where they were asked for
 */
public record CaseMeasures(
        CasePair pair, LabelPairs voxels, Map<Structure, SurfaceScore> surfaces, Optional<KitsScore> kits) {

    public CaseMeasures {
        surfaces = Collections.unmodifiableMap(new LinkedHashMap<>(surfaces));
    }

    /** Its overlap scores. */
    public CaseScore score(LabelScheme scheme) {
        return CaseScore.of(
                pair.caseId(), pair.prediction().toString(), pair.reference().toString(), voxels, scheme);
    }
}
