package org.bactrian.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The dashboard and the alerts ask for what the program measures. */
class DashboardTest {

    /** Labels that Prometheus adds by itself. */
    private static final Set<String> ADDED = Set.of("instance", "job");

    private static final Pattern ALERT = Pattern.compile("(?m)^\\s*expr: (.*)$");

    private final Scrape scrape = Scrape.ofEveryMeter();

    static List<String> dashboardQueries() throws IOException {
        List<String> queries = new ArrayList<>();
        for (JsonObject panel : panels()) {
            for (JsonElement target : panel.getAsJsonArray("targets")) {
                queries.add(target.getAsJsonObject().get("expr").getAsString());
            }
        }
        return queries;
    }

    static List<String> alertQueries() throws IOException {
        Matcher alerts = ALERT.matcher(Files.readString(Path.of("prometheus/alerts.yml")));
        return alerts.results().map(found -> found.group(1)).toList();
    }

    @ParameterizedTest
    @MethodSource({"dashboardQueries", "alertQueries"})
    void everyQueryNamesMetersAndTagsThatExist(String query) {
        PromQl names = PromQl.of(query);

        // "up" is Prometheus' own.
        assertThat(names.series()).isNotEmpty().allMatch(series -> series.equals("up") || scrape.has(series));
        assertThat(names.labels()).isSubsetOf(labelsOf(names.series()));
    }

    @Test
    void everyMeterIsShown() throws IOException {
        Set<String> asked = new TreeSet<>();
        dashboardQueries().forEach(query -> asked.addAll(PromQl.of(query).series()));

        assertThat(PipelineMeter.values())
                .filteredOn(meter -> asked.stream().noneMatch(series -> isOf(meter, series)))
                .isEmpty();
    }

    @Test
    void everyPanelHasATitleAMeaningAndAUnit() throws IOException {
        Set<Integer> ids = new TreeSet<>();
        for (JsonObject panel : panels()) {
            assertThat(panel.get("title").getAsString()).isNotBlank();
            assertThat(panel.get("description").getAsString()).isNotBlank();
            assertThat(panel.getAsJsonObject("fieldConfig")
                            .getAsJsonObject("defaults")
                            .get("unit")
                            .getAsString())
                    .isNotBlank();
            assertThat(ids.add(panel.get("id").getAsInt())).isTrue();
        }
    }

    private Set<String> labelsOf(Set<String> series) {
        Set<String> labels = new TreeSet<>(ADDED);
        series.forEach(name -> labels.addAll(scrape.labelsBySeries().getOrDefault(name, Set.of())));
        return labels;
    }

    private static boolean isOf(PipelineMeter meter, String series) {
        String name = meter.meterName().replace('.', '_');
        return series.matches(name + "(_total|_seconds_(bucket|sum|count|max))?");
    }

    private static List<JsonObject> panels() throws IOException {
        String json = Files.readString(Path.of("grafana/bactrian.json"));
        List<JsonObject> panels = new ArrayList<>();
        for (JsonElement panel : JsonParser.parseString(json).getAsJsonObject().getAsJsonArray("panels")) {
            if (!panel.getAsJsonObject().get("type").getAsString().equals("row")) {
                panels.add(panel.getAsJsonObject());
            }
        }
        return panels;
    }
}
