package org.bactrian.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code progress.csv}: one row an epoch. */
final class ProgressCsv {

    private ProgressCsv() {}

    /** Writes the whole table; a resumed training thus leaves no row twice. */
    static void write(Path file, List<String> labels, List<EpochReport> reports) throws IOException {
        List<String> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("epoch", "learning_rate", "train_loss", "validation_loss"));
        labels.stream().skip(1).forEach(label -> head.add("dice_" + label.replaceAll("\\W+", "_")));
        head.addAll(List.of("mean_dice", "ema_dice", "seconds"));
        rows.add(String.join(",", head));
        reports.forEach(report -> rows.add(row(report)));
        Files.write(file, rows);
    }

    private static String row(EpochReport report) {
        List<String> row = new ArrayList<>();
        row.add(String.valueOf(report.epoch()));
        row.add(String.valueOf(report.learningRate()));
        row.add(number(report.trainLoss()));
        row.add(number(report.validationLoss()));
        report.pseudoDice().forEach(dice -> row.add(number(dice)));
        row.add(number(report.meanDice()));
        row.add(number(report.emaDice()));
        row.add(String.format(Locale.ROOT, "%.1f", report.seconds()));
        return String.join(",", row);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }
}
