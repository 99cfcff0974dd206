package org.bactrian.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.bactrian.volume.Measurement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {

    private static final ReportedModel MODEL = new ReportedModel("sample-model.bactrian", "5feceb66ffc86f38");

    private final Path folder;

    HtmlReportTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void showsPicturesMeasurementsSecondsAndDiceOfACase() throws IOException {
        Path png = picture();
        ReportedCase shown = new ReportedCase(
                "phantom_0001",
                "synthetic",
                List.of(Picture.ofPng("contact sheet", png)),
                List.of(new Measurement("kidney_left_volume", 161.34, "ml")),
                ordered("fetch", 0.4, "segment", 21.74),
                ordered("kidney", 0.9312, "tumour", 0.8),
                List.of(),
                Optional.empty());

        String html = written(shown);

        assertThat(html)
                .contains("data:image/png;base64,iVBOR")
                .contains("<td>kidney left volume</td><td>161.3 ml</td>")
                .contains("<th>kidney left volume, ml</th>")
                .contains("0.931", "0.800", "21.74", "Seconds, 22.1 in all")
                .contains("sample-model.bactrian", "5feceb66ffc86f38")
                .doesNotContain("A person should look");
    }

    @Test
    void saysWhyAPersonShouldLookAtACase() throws IOException {
        ReportedCase doubtful = new ReportedCase(
                "doubtful",
                "",
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                List.of("agreement on tumor is 0.38, expected at least 0.70"),
                Optional.empty());

        String html = written(doubtful);

        assertThat(html)
                .contains("word-review\">review</span>")
                .contains("<li>agreement on tumor is 0.38, expected at least 0.70</li>");
    }

    @Test
    void aFailedCaseSaysWhyAndHasNoNumbers() throws IOException {
        ReportedCase failed = ReportedCase.failed("broken", "", "fetch: ct.nii.gz: dim[1] is -512, expected more");

        String html = written(failed);

        assertThat(html)
                .contains("word-failed", "No result.", "dim[1] is -512, expected more")
                .doesNotContain("<h3>Measured</h3>");
    }

    @Test
    void textFromOutsideCannotBecomeMarkup() throws IOException {
        ReportedCase hostile = new ReportedCase(
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(2)>",
                List.of(),
                List.of(new Measurement("<b>name</b>", 1, "<i>ml</i>")),
                ordered("</table>", 1, "b", 2),
                Map.of(),
                List.of("<script>alert(4)</script>"),
                Optional.of("<script>alert(3)</script>"));

        String html = written(hostile);

        assertThat(html).doesNotContain("<script", "<img", "<b>", "<i>ml", "</table> ");
        assertThat(html).contains("&lt;script&gt;alert(1)");
    }

    @Test
    void aScoreThatIsNoNumberIsADash() throws IOException {
        ReportedCase shown = new ReportedCase(
                "a", "", List.of(), List.of(), Map.of(), Map.of("tumour", Double.NaN), List.of(), Optional.empty());

        String html = written(shown);

        assertThat(html).contains("<td>\u2013</td>").doesNotContain("NaN");
    }

    @Test
    void needsNothingFromOutsideTheFile() throws IOException {
        String html = written(ReportedCase.failed("a", "", "b"));

        assertThat(html).doesNotContain("http:", "https:", "<script", "<link", "@import", "url(");
    }

    @Test
    void theTableHasACellUnderEveryHead() throws IOException {
        ReportedCase first = new ReportedCase(
                "a",
                "",
                List.of(),
                List.of(new Measurement("tumour_volume", 3, "ml")),
                ordered("x", 1, "y", 2),
                Map.of("kidney", 0.9),
                List.of(),
                Optional.empty());

        String html = written(first, ReportedCase.failed("b", "", "c"));

        assertThat(count(html, "<th>")).isEqualTo(4);
        assertThat(rowOf(html, "case-1")).hasSize(4);
        assertThat(rowOf(html, "case-2")).hasSize(4);
    }

    private String written(ReportedCase... cases) throws IOException {
        Path file = folder.resolve("report.html");
        Report report = new Report("Demo", MODEL, Instant.parse("2026-01-31T08:00:00Z"), List.of(cases));
        HtmlReport.write(report, file);
        return Files.readString(file);
    }

    private Path picture() throws IOException {
        Path png = folder.resolve("sheet.png");
        ImageIO.write(new BufferedImage(4, 3, BufferedImage.TYPE_INT_RGB), "png", png.toFile());
        return png;
    }

    private static Map<String, Double> ordered(String first, double one, String second, double two) {
        Map<String, Double> map = new LinkedHashMap<>();
        map.put(first, one);
        map.put(second, two);
        return map;
    }

    private static int count(String text, String part) {
        return text.split(part, -1).length - 1;
    }

    private static List<String> rowOf(String html, String anchor) {
        String row = html.lines()
                .filter(line -> line.contains("href=\"#" + anchor))
                .findFirst()
                .orElseThrow();
        return List.of(row.split("</td>", -1)).subList(0, count(row, "</td>"));
    }
}
