package org.bactrian.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MeterTableTest {

    private static final List<String> HEAD =
            List.of("| meter | kind | unit | tags | meaning | for Prometheus |", "|---|---|---|---|---|---|");

    @Test
    void theDocumentShowsEveryMeter() throws IOException {
        String document = Files.readString(Path.of("../docs/metrics.md"));

        String table = document.lines().filter(line -> line.startsWith("|")).collect(Collectors.joining("\n"));

        assertThat(table).isEqualTo(expectedTable());
    }

    @Test
    void theNamesForPrometheusAreTheScrapedOnes() {
        Scrape scrape = Scrape.ofEveryMeter();

        assertThat(PipelineMeter.values())
                .allMatch(meter -> scrape.has(prometheusName(meter) + (isTimer(meter) ? "_count" : "")));
    }

    private static String expectedTable() {
        return Stream.concat(
                        HEAD.stream(), Arrays.stream(PipelineMeter.values()).map(MeterTableTest::row))
                .collect(Collectors.joining("\n"));
    }

    private static String row(PipelineMeter meter) {
        return "| `%s` | %s | %s | %s | %s | `%s%s` |"
                .formatted(
                        meter.meterName(),
                        meter.kind().name().toLowerCase(Locale.ROOT),
                        meter.unit().isEmpty() ? "-" : meter.unit(),
                        meter.tags().isEmpty() ? "-" : String.join(", ", meter.tags()),
                        meter.meaning(),
                        prometheusName(meter),
                        isTimer(meter) ? "_count`, `_sum`, `_max`, `_bucket" : "");
    }

    private static String prometheusName(PipelineMeter meter) {
        Meter.Type type =
                switch (meter.kind()) {
                    case COUNTER -> Meter.Type.COUNTER;
                    case TIMER -> Meter.Type.TIMER;
                    case GAUGE -> Meter.Type.GAUGE;
                };
        String name = new PrometheusNamingConvention().name(meter.meterName(), type);
        return meter.kind() == PipelineMeter.Kind.COUNTER ? name + "_total" : name;
    }

    private static boolean isTimer(PipelineMeter meter) {
        return meter.kind() == PipelineMeter.Kind.TIMER;
    }
}
