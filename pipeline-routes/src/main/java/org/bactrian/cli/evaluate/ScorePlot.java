package org.bactrian.cli.evaluate;

import de.erichseifert.vectorgraphics2d.Document;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.bactrian.cli.evaluate.ScoreSheet.Column;
import org.bactrian.cli.evaluate.ScoreSheet.Measure;
import org.bactrian.cli.file.FileNames;
import org.knowm.xchart.BoxChart;
import org.knowm.xchart.BoxChartBuilder;

/**
 * Box plots of scores, a picture for each measure side by side: boxes from the lower to the upper quartile with the median,
 * whiskers to the last case within 1.5 times that range, and a point for each case beyond.
 */
final class ScorePlot {

    private static final int HEIGHT = 460;
    private static final int LEAST_WIDTH = 360;
    private static final int WIDTH_A_BOX = 90;
    private static final int LABEL_DEGREES = 30;

    private final List<BoxChart> charts;

    private ScorePlot(List<BoxChart> charts) {
        this.charts = charts;
    }

    /** Refuses a name that says neither PNG nor SVG. */
    static void requireName(Path file) {
        if (!isNamed(file, ".png") && !isNamed(file, ".svg")) {
            throw new IllegalArgumentException("--plot must end in .png or .svg, got " + file);
        }
    }

    /** Draws the measures that have numbers; PNG or SVG by the name of the file. */
    static void draw(ScoreSheet sheet, Path file) throws IOException {
        List<BoxChart> charts = new ArrayList<>();
        for (Measure measure : Measure.values()) {
            List<Column> columns = sheet.columns(measure).stream()
                    .filter(column -> column.spread().finite().length > 0)
                    .toList();
            if (!columns.isEmpty()) {
                charts.add(chart(measure, columns));
            }
        }
        ScorePlot plot = new ScorePlot(charts);
        FileNames.write(file, isNamed(file, ".svg") ? plot.svg() : plot.png());
    }

    private static boolean isNamed(Path file, String ending) {
        return FileNames.last(file).endsWith(ending);
    }

    private static BoxChart chart(Measure measure, List<Column> columns) {
        BoxChart chart = new BoxChartBuilder()
                .width(Math.max(LEAST_WIDTH, WIDTH_A_BOX * columns.size()))
                .height(HEIGHT)
                .title(measure.title())
                .build();
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setToolTipsEnabled(false);
        chart.getStyler().setXAxisLabelRotation(LABEL_DEGREES);
        for (Column column : columns) {
            chart.addSeries(column.structure(), column.spread().finite());
        }
        return chart;
    }

    private byte[] png() throws IOException {
        BufferedImage picture = new BufferedImage(Math.max(1, width()), HEIGHT, BufferedImage.TYPE_INT_RGB);
        paint(picture.createGraphics());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", out);
        return out.toByteArray();
    }

    private byte[] svg() throws IOException {
        VectorGraphics2D graphics = new VectorGraphics2D();
        paint(graphics);
        Document document = new SVGProcessor().getDocument(graphics.getCommands(), new PageSize(0, 0, width(), HEIGHT));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        document.writeTo(out);
        return out.toByteArray();
    }

    private void paint(Graphics2D graphics) {
        for (BoxChart chart : charts) {
            chart.paint(graphics, chart.getWidth(), HEIGHT);
            graphics.translate(chart.getWidth(), 0);
        }
    }

    private int width() {
        return charts.stream().mapToInt(BoxChart::getWidth).sum();
    }
}
