package org.bactrian.metrics;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Prometheus reads from a worker that has recorded every meter once.
 *
 * @param labelsBySeries the names of the labels by the name of the series
 */
record Scrape(Map<String, Set<String>> labelsBySeries) {

    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z_]+)(?:\\{(.*)})? \\S+$");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");

    static Scrape ofEveryMeter() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Meters meters = new Meters(registry);
        for (PipelineMeter meter : PipelineMeter.values()) {
            record(meters, meter);
        }
        return of(registry.scrape());
    }

    boolean has(String series) {
        return labelsBySeries.containsKey(series);
    }

    private static Scrape of(String text) {
        Map<String, Set<String>> found = new TreeMap<>();
        Matcher sample = SAMPLE.matcher(text);
        while (sample.find()) {
            Set<String> labels = found.computeIfAbsent(sample.group(1), name -> new TreeSet<>());
            if (sample.group(2) != null) {
                LABEL.matcher(sample.group(2)).results().forEach(label -> labels.add(label.group(1)));
            }
        }
        return new Scrape(found);
    }

    private static void record(Meters meters, PipelineMeter meter) {
        String[] tags =
                meter.tags().stream().flatMap(tag -> Stream.of(tag, "any")).toArray(String[]::new);
        switch (meter.kind()) {
            case COUNTER -> meters.count(meter, tags);
            case TIMER -> meters.time(meter, Duration.ofSeconds(1), tags);
            case GAUGE -> meters.set(meter, 1, tags);
        }
    }
}
