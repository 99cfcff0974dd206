package org.bactrian.cli.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws {@code progress.csv}: losses on the left, Dice on the right, epoch by epoch. */
public final class ProgressChart {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 440;

    private final List<String> names;
    private final double[][] rows;

    private ProgressChart(List<String> names, double[][] rows) {
        this.names = names;
        this.rows = rows;
    }

    /** Draws a table with at least one row as a PNG file. */
    public static void draw(Path csv, Path png) throws IOException {
        List<String> lines = Files.readAllLines(csv);
        double[][] rows = lines.stream()
                .skip(1)
                .map(line -> Arrays.stream(line.split(",", -1))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toArray(double[][]::new);
        ProgressChart chart = new ProgressChart(List.of(lines.get(0).split(",", -1)), rows);
        XYChart losses = chart.of("loss", "_loss");
        XYChart dice = chart.of("Dice", "dice");
        dice.getStyler().setYAxisMin(0.0).setYAxisMax(1.0);
        BitmapEncoder.saveBitmap(List.of(losses, dice), 1, 2, png.toString(), BitmapEncoder.BitmapFormat.PNG);
    }

    /** A chart of the columns whose names contain a word; a column without any number is left out. */
    private XYChart of(String title, String word) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle("epoch")
                .build();
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
        chart.getStyler().setLegendLayout(Styler.LegendLayout.Horizontal);
        chart.getStyler().setChartBackgroundColor(java.awt.Color.WHITE);
        for (String name : names) {
            double[] values = column(name);
            if (name.contains(word) && Arrays.stream(values).anyMatch(Double::isFinite)) {
                chart.addSeries(name.replace('_', ' '), column("epoch"), values).setMarker(SeriesMarkers.NONE);
            }
        }
        return chart;
    }

    private double[] column(String name) {
        int index = names.indexOf(name);
        return Arrays.stream(rows).mapToDouble(row -> row[index]).toArray();
    }
}
