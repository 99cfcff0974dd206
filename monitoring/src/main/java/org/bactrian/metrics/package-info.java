/**
 * Every meter of the program, declared once.
 *
 * <p>A <b>meter</b> counts, times or gauges one thing; its <b>tags</b> split it. {@link org.bactrian.metrics.PipelineMeter}
 * is the list: name, kind, unit, tags, meaning; docs/metrics.md is that list as a table.
 * {@link org.bactrian.metrics.Meters} records, and refuses tags that were not declared. The core knows nothing of this:
 * the routes observe it.
 *
 * <pre>{@code
 * Meters meters = new Meters(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
 * meters.count(PipelineMeter.CASES, "outcome", "segmented");
 * meters.time(PipelineMeter.STAGE_SECONDS, Duration.ofMillis(740), "stage", "resample");
 * }</pre>
 *
 * <p>Prometheus writes names in its own way: {@code bactrian.cases} becomes {@code bactrian_cases_total}.
 */
@NullMarked
package org.bactrian.metrics;

import org.jspecify.annotations.NullMarked;
