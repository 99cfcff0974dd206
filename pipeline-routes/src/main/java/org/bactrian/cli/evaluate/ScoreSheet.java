package org.bactrian.cli.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bactrian.evaluate.CaseMeasures;
import org.bactrian.evaluate.CaseScore;
import org.bactrian.evaluate.KitsClass;
import org.bactrian.evaluate.KitsScore;
import org.bactrian.evaluate.LabelScheme;
import org.bactrian.evaluate.Structure;
import org.bactrian.evaluate.SurfaceScore;

/** All scores of all cases as columns, one for each structure and measure: what tables, files and pictures show. */
record ScoreSheet(List<String> cases, List<Column> columns) {

    /** How the names of KiTS scores begin. */
    static final String KITS = "KiTS";

    /** What is measured, in the order of tables. */
    enum Measure {
        DICE("Dice"),
        SURFACE_DICE("surface Dice"),
        HD95("HD95 mm");

        private final String title;

        Measure(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /** A number for each case, or none: NaN. */
    record Column(String structure, Measure measure, Spread spread) {}

    static ScoreSheet of(List<CaseMeasures> measures, LabelScheme scheme) {
        List<Column> columns = new ArrayList<>();
        List<CaseScore> scores =
                measures.stream().map(measured -> measured.score(scheme)).toList();
        scheme.names().forEach((structure, name) -> {
            columns.add(column(
                    name, Measure.DICE, scores, score -> score.of(structure).dice()));
            if (measures.stream().anyMatch(one -> !one.surfaces().isEmpty())) {
                columns.add(column(
                        name,
                        Measure.SURFACE_DICE,
                        measures,
                        one -> surface(one, structure, SurfaceScore::surfaceDice)));
                columns.add(column(
                        name, Measure.HD95, measures, one -> surface(one, structure, SurfaceScore::hausdorff95Mm)));
            }
        });
        List<KitsScore> kits =
                measures.stream().flatMap(one -> one.kits().stream()).toList();
        if (!kits.isEmpty()) {
            addKits(kits, columns);
        }
        return new ScoreSheet(measures.stream().map(one -> one.pair().caseId()).toList(), columns);
    }

    private static void addKits(List<KitsScore> kits, List<Column> columns) {
        columns.add(column(KITS + "19 kidney", Measure.DICE, kits, KitsScore::kidneyDice));
        columns.add(column(KITS + "19 tumour", Measure.DICE, kits, KitsScore::tumourDice));
        columns.add(column(KITS + "19 composite", Measure.DICE, kits, KitsScore::composite));
        for (KitsClass kitsClass : KitsClass.values()) {
            String name = KITS + "23 " + kitsClass.label();
            columns.add(column(
                    name, Measure.DICE, kits, score -> score.of(kitsClass).dice()));
            columns.add(column(name, Measure.SURFACE_DICE, kits, score -> score.of(kitsClass)
                    .surfaceDice()));
        }
    }

    private static double surface(CaseMeasures measures, Structure structure, Function<SurfaceScore, Double> measure) {
        return Optional.ofNullable(measures.surfaces().get(structure))
                .map(measure)
                .orElse(Double.NaN);
    }

    private static <T> Column column(String structure, Measure measure, List<T> rows, Function<T, Double> value) {
        return new Column(structure, measure, Spread.of(rows.stream().map(value).toList()));
    }

    /** The structures that have columns, in order. */
    List<String> structures() {
        return columns.stream().map(Column::structure).distinct().toList();
    }

    /** The column of a structure and a measure, where there is one. */
    Optional<Column> column(String structure, Measure measure) {
        return columns.stream()
                .filter(column -> column.structure().equals(structure) && column.measure() == measure)
                .findFirst();
    }

    /** The columns of a measure. */
    List<Column> columns(Measure measure) {
        return columns.stream().filter(column -> column.measure() == measure).toList();
    }
}
