package org.bactrian.bench;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bactrian.bench.Outcome.Measured;

/** A report as a page of Markdown. */
public final class BenchDocument {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);
    private static final String NONE = "-";

    /** Linux books CPU time in such steps, in seconds. */
    private static final double CPU_STEP = 0.01;

    private static final String METHOD = """
            ## How it was measured

            Bactrian and the peer take turns, %1$s each, every time in a fresh process, with %2$s. Wall and CPU seconds \
            are minimum / median and minimum; ratios compare minima, since whatever disturbs a measurement only adds to \
            it. Rows of *whole cold processes* run the launcher, or the peer's script, from start to end. All other rows \
            of Bactrian run in one JVM with the launcher's flags: some repeats to warm up, then some measured ones, each \
            from a swept heap; the peer's number is the same part of its script, imports left out. Peak RSS is that of the whole process on both \
            sides, warm-ups, imports and input data included, as Linux books it (VmHWM, ru_maxrss); for whole processes of \
            Bactrian it is read every 5 ms until they end. CPU seconds count all threads, in steps of 10 ms. Kernels are measured by JMH, \
            which knows neither CPU nor memory.

            Volumes: a 512x512x60 at 0.78x0.78x5 mm, b 512x512x200 at 0.8x0.8x2.5 mm, c 512x512x600 at 0.75x0.75x1 mm \
            (x, y, z), int16 with noise of 18 HU, packed. Without a folder of volumes the command makes its own.
            """;

    private static final String AGAIN = """
            ## Measure again

            ```sh
            ./bactrian bench --runs %d --threads %d --peers PEERS --python VENV/bin/python --data DATA \
            --out bench.json --markdown docs/benchmarks.md
            ./bactrian bench --rows 'preprocess-*' --baseline bench.json     # against these numbers
            ```

            `PEERS` is the folder of the peers' scripts, `VENV` an environment with their libraries, `DATA` a folder of \
            volumes; all three may be left out. `--list` prints the rows. Nothing else should run meanwhile.
            """;

    private final BenchReport report;
    private final StringBuilder text = new StringBuilder();

    private BenchDocument(BenchReport report) {
        this.report = report;
    }

    /** The page. */
    public static String of(BenchReport report) {
        return new BenchDocument(report).write();
    }

    private String write() {
        text.append("# Benchmarks\n\nWritten by `bactrian bench`.\n\n");
        machine();
        report.rows().stream()
                .collect(Collectors.groupingBy(ReportedRow::section, LinkedHashMap::new, Collectors.toList()))
                .forEach(this::section);
        failures();
        paragraph(METHOD.formatted(
                count(report.runs(), "process", "processes"), count(report.threads(), "thread", "threads")));
        text.append(AGAIN.formatted(report.runs(), report.threads()));
        return text.toString();
    }

    private void machine() {
        Machine machine = report.machine();
        table(
                List.of("", ""),
                List.of(
                        List.of("date", DATE.format(report.measured())),
                        List.of("processor", "%s, %d cores".formatted(machine.processor(), machine.cores())),
                        List.of("memory", machine.memoryGib() + " GiB"),
                        List.of("system", machine.system()),
                        List.of("Java", machine.java()),
                        List.of("Bactrian", versions(machine.versions())),
                        List.of("peers", peers()),
                        List.of("load before", machine.load() < 0 ? "unknown" : number(machine.load()))));
    }

    private String peers() {
        Map<String, String> versions = report.peerVersions();
        return versions.isEmpty() ? "peer not measured" : versions(versions);
    }

    private static String versions(Map<String, String> versions) {
        return new TreeMap<>(versions)
                .entrySet().stream()
                        .map(entry -> "%s %s".formatted(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private void section(String title, List<ReportedRow> rows) {
        text.append("## ").append(title).append("\n\n");
        boolean compared = rows.stream().anyMatch(row -> row.peerName().isPresent());
        boolean before = rows.stream().anyMatch(row -> row.againstBaseline().isPresent());
        List<String> heads = new ArrayList<>(List.of("row", "work", "wall s", "CPU s", "RSS MiB"));
        if (compared) {
            heads.addAll(List.of("peer", "wall s", "CPU s", "RSS MiB", "time", "to reach", "memory", "to reach"));
        }
        if (before) {
            heads.add("before");
        }
        table(heads, rows.stream().map(row -> cells(row, compared, before)).toList());
    }

    private static List<String> cells(ReportedRow row, boolean compared, boolean before) {
        List<String> cells = new ArrayList<>(List.of("`%s`".formatted(row.id()), row.sentence()));
        cells.addAll(side(Optional.of(row.ours())));
        if (compared) {
            cells.add(row.peerName().orElse(NONE));
            cells.addAll(
                    row.peerName().isPresent() && row.peer().isEmpty()
                            ? List.of("peer not measured", NONE, NONE)
                            : side(row.peer()));
            cells.add(row.time().map(Ratio::text).orElse(NONE));
            cells.add(row.time().map(Ratio::targetText).orElse(NONE));
            cells.add(row.memory().map(Ratio::text).orElse(NONE));
            cells.add(row.memory().map(Ratio::targetText).orElse(NONE));
        }
        if (before) {
            cells.add(before(row));
        }
        return cells;
    }

    private static List<String> side(Optional<Outcome> side) {
        if (side.flatMap(Outcome::failure).isPresent()) {
            return List.of("failed", NONE, NONE);
        }
        return side.flatMap(Outcome::measured)
                .map(seen -> List.of(
                        "%s / %s"
                                .formatted(
                                        number(seen.wall().minimum()),
                                        number(seen.wall().median())),
                        seen.cpu().map(cpu -> cpu(cpu.minimum())).orElse(NONE),
                        peak(seen)))
                .orElse(List.of(NONE, NONE, NONE));
    }

    private static String cpu(double seconds) {
        return seconds < CPU_STEP ? "< " + CPU_STEP : number(seconds);
    }

    private static String peak(Measured seen) {
        return seen.peakRssMib().isPresent() ? Long.toString(seen.peakRssMib().getAsLong()) : NONE;
    }

    private static String before(ReportedRow row) {
        return row.againstBaseline().stream()
                .mapToObj(share -> String.format(Locale.ROOT, row.isSlower() ? "**%.2fx, slower**" : "%.2fx", share))
                .findFirst()
                .orElse(NONE);
    }

    private void failures() {
        List<ReportedRow> failed =
                report.rows().stream().filter(row -> row.failure().isPresent()).toList();
        if (!failed.isEmpty()) {
            text.append("## Failed\n\n");
            failed.forEach(row ->
                    text.append("- `%s`: %s\n".formatted(row.id(), row.failure().orElseThrow())));
            text.append('\n');
        }
        results(report.rows());
    }

    /** What both sides made of the same input, for whoever doubts that they did the same. */
    private void results(List<ReportedRow> rows) {
        List<List<String>> made = rows.stream()
                .filter(row -> result(row.ours()).isPresent())
                .map(row -> List.of(
                        "`%s`".formatted(row.id()),
                        result(row.ours()).orElseThrow(),
                        row.peer().flatMap(BenchDocument::result).orElse(NONE)))
                .toList();
        if (!made.isEmpty()) {
            text.append("## What came out\n\nBactrian writes sizes as x, y, z; the peers' scripts as z, y, x.\n\n");
            table(List.of("row", "Bactrian", "peer"), made);
        }
    }

    private static Optional<String> result(Outcome side) {
        return side.measured().map(Measured::result).filter(made -> !made.isEmpty());
    }

    private void table(List<String> heads, List<List<String>> rows) {
        Function<List<String>, String> line = cells -> "| %s |\n".formatted(String.join(" | ", cells));
        text.append(line.apply(heads));
        text.append(line.apply(heads.stream().map(head -> "---").toList()));
        rows.forEach(row -> text.append(line.apply(row)));
        text.append('\n');
    }

    private void paragraph(String paragraph) {
        text.append(paragraph).append('\n');
    }

    private static String count(int number, String one, String many) {
        return number == 1 ? "1 " + one : number + " " + many;
    }

    /** Three digits that mean something. */
    private static String number(double value) {
        int digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : value >= 0.01 ? 3 : 5;
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
