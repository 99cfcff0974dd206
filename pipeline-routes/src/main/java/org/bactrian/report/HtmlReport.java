package org.bactrian.report;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a report as one HTML file: pictures, style and all inside it, no script. */
public final class HtmlReport {

    private static final Mustache TEMPLATE =
            new DefaultMustacheFactory("org/bactrian/report").compile("report.mustache");

    private HtmlReport() {}

    /** Writes the report, replacing a file that is there. */
    public static void write(Report report, Path file) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file)) {
            TEMPLATE.execute(writer, Page.of(report));
        }
    }
}
