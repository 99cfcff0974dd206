package org.bactrian.cli.evaluate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bactrian.cli.evaluate.ScoreSheet.Column;
import org.bactrian.cli.result.CaseFailure;
import org.bactrian.evaluate.CaseOutcome;

/**
 * The scores of {@code evaluate} as JSON.
 *
 * @param foregroundMeanDice the mean over structures of their mean Dice, as in a summary; NaN where no case was scored
 * @param structures by structure and measure the mean, median, least and most over the cases
 * @param cases by case, structure and measure
 * @param failures by case why it could not be scored
 */
record EvaluateReport(
        double foregroundMeanDice,
        Map<String, Map<String, Statistics>> structures,
        Map<String, Map<String, Map<String, Double>>> cases,
        Map<String, CaseFailure> failures) {

    /** A measure over the cases where it is a finite number. */
    record Statistics(int cases, double mean, double median, double min, double max, long infinite) {

        static Statistics of(Spread spread) {
            return new Statistics(
                    spread.finite().length,
                    spread.mean(),
                    spread.median(),
                    spread.least(),
                    spread.most(),
                    spread.infinite());
        }
    }

    static EvaluateReport of(ScoreSheet sheet, double foregroundMeanDice, List<CaseOutcome.Failed> failed) {
        Map<String, Map<String, Statistics>> structures = new LinkedHashMap<>();
        Map<String, Map<String, Map<String, Double>>> cases = new LinkedHashMap<>();
        for (Column column : sheet.columns()) {
            String measure = column.measure().title();
            structures
                    .computeIfAbsent(column.structure(), name -> new LinkedHashMap<>())
                    .put(measure, Statistics.of(column.spread()));
            for (int at = 0; at < sheet.cases().size(); at++) {
                cases.computeIfAbsent(sheet.cases().get(at), name -> new LinkedHashMap<>())
                        .computeIfAbsent(column.structure(), name -> new LinkedHashMap<>())
                        .put(measure, column.spread().values().get(at));
            }
        }
        return new EvaluateReport(foregroundMeanDice, structures, cases, failures(failed));
    }

    /** Where no case could be scored. */
    static EvaluateReport ofNone(List<CaseOutcome.Failed> failed) {
        return new EvaluateReport(Double.NaN, Map.of(), Map.of(), failures(failed));
    }

    /** By case why it could not be scored, in the order of the failures. */
    static Map<String, CaseFailure> failures(List<CaseOutcome.Failed> failed) {
        Map<String, CaseFailure> failures = new LinkedHashMap<>();
        failed.forEach(failure -> failures.put(failure.caseId(), CaseFailure.of(failure.why())));
        return failures;
    }
}
