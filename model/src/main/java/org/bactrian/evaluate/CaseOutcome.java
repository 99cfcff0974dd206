package org.bactrian.evaluate;

import java.util.List;
import org.bactrian.volume.BadCaseException;

/** What became of a case: it is measured, or its files are wrong. */
public sealed interface CaseOutcome {

    /** The case. */
    String caseId();

    /** A case that could be measured. */
    record Measured(CaseMeasures measures) implements CaseOutcome {

        @Override
        public String caseId() {
            return measures.pair().caseId();
        }
    }

    /** A case that could not, and why. */
    record Failed(String caseId, BadCaseException why) implements CaseOutcome {}

    /** Those of the outcomes that are measured. */
    static List<CaseMeasures> measured(List<CaseOutcome> outcomes) {
        return outcomes.stream()
                .filter(Measured.class::isInstance)
                .map(outcome -> ((Measured) outcome).measures())
                .toList();
    }

    /** Those of the outcomes that are failures. */
    static List<Failed> failed(List<CaseOutcome> outcomes) {
        return outcomes.stream()
                .filter(Failed.class::isInstance)
                .map(Failed.class::cast)
                .toList();
    }
}
