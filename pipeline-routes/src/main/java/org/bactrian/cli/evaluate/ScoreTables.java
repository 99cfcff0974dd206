package org.bactrian.cli.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.bactrian.cli.evaluate.ScoreSheet.Column;
import org.bactrian.cli.evaluate.ScoreSheet.Measure;
import org.bactrian.cli.terminal.Terminal;

/** Scores on the terminal: each structure's mean, median and worst, and the cases to look at first. */
final class ScoreTables {

    private static final int WORST = 5;
    private static final int DIGITS = 4;
    private static final int DIGITS_MM = 2;

    private ScoreTables() {}

    static void print(ScoreSheet sheet, Terminal terminal) {
        terminal.table(
                heads(sheet),
                sheet.structures().stream().map(name -> row(sheet, name)).toList());
        if (sheet.cases().size() > 1) {
            terminal.result("");
            printWorst(sheet, terminal);
        }
    }

    private static List<String> heads(ScoreSheet sheet) {
        List<String> heads = new ArrayList<>(List.of("structure", "cases", "Dice mean", "median", "min"));
        if (!sheet.columns(Measure.SURFACE_DICE).isEmpty()) {
            heads.addAll(List.of("surface Dice mean", "min"));
        }
        if (!sheet.columns(Measure.HD95).isEmpty()) {
            heads.addAll(List.of("HD95 mm mean", "median", "max", "missed"));
        }
        return heads;
    }

    private static List<String> row(ScoreSheet sheet, String structure) {
        List<String> row = new ArrayList<>(List.of(structure));
        Spread dice = spread(sheet, structure, Measure.DICE);
        row.add(String.valueOf(dice.finite().length));
        row.addAll(List.of(
                Spread.text(dice.mean(), DIGITS),
                Spread.text(dice.median(), DIGITS),
                Spread.text(dice.least(), DIGITS)));
        if (!sheet.columns(Measure.SURFACE_DICE).isEmpty()) {
            Spread surface = spread(sheet, structure, Measure.SURFACE_DICE);
            row.addAll(List.of(Spread.text(surface.mean(), DIGITS), Spread.text(surface.least(), DIGITS)));
        }
        if (!sheet.columns(Measure.HD95).isEmpty()) {
            Spread hd95 = spread(sheet, structure, Measure.HD95);
            boolean measured = !hd95.values().isEmpty();
            row.addAll(List.of(
                    Spread.text(hd95.mean(), DIGITS_MM),
                    Spread.text(hd95.median(), DIGITS_MM),
                    Spread.text(hd95.most(), DIGITS_MM),
                    measured ? String.valueOf(hd95.infinite()) : "-"));
        }
        return row;
    }

    private static Spread spread(ScoreSheet sheet, String structure, Measure measure) {
        return sheet.column(structure, measure).map(Column::spread).orElse(Spread.of(List.of()));
    }

    /** The cases whose worst Dice is lowest; KiTS scores say the same again. */
    private static void printWorst(ScoreSheet sheet, Terminal terminal) {
        List<Column> dice = sheet.columns(Measure.DICE).stream()
                .filter(column -> !column.structure().startsWith(ScoreSheet.KITS))
                .toList();
        List<String> heads = new ArrayList<>(List.of("worst cases"));
        dice.forEach(column -> heads.add("Dice " + column.structure()));
        List<List<String>> rows = IntStream.range(0, sheet.cases().size())
                .boxed()
                .sorted(Comparator.comparingDouble(at -> worst(dice, at)))
                .limit(WORST)
                .map(at -> {
                    List<String> row = new ArrayList<>(List.of(sheet.cases().get(at)));
                    dice.forEach(column ->
                            row.add(Spread.text(column.spread().values().get(at), DIGITS)));
                    return row;
                })
                .toList();
        terminal.table(heads, rows);
    }

    private static double worst(List<Column> dice, int at) {
        return dice.stream()
                .mapToDouble(column -> column.spread().values().get(at))
                .filter(Double::isFinite)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }
}
