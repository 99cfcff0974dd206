package org.bactrian.cli.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.bactrian.bench.Baseline;
import org.bactrian.bench.Bench;
import org.bactrian.bench.BenchDocument;
import org.bactrian.bench.BenchFiles;
import org.bactrian.bench.BenchReport;
import org.bactrian.bench.Machine;
import org.bactrian.bench.Peers;
import org.bactrian.bench.ReportedRow;
import org.bactrian.bench.Row;
import org.bactrian.bench.Rows;
import org.bactrian.bench.Workbench;
import org.bactrian.bench.data.BenchData;
import org.bactrian.bench.data.BenchVolume;
import org.bactrian.cli.file.FileNames;
import org.bactrian.cli.option.JsonOption;
import org.bactrian.cli.option.OutputOptions;
import org.bactrian.cli.terminal.ExitCode;
import org.bactrian.cli.terminal.Json;
import org.bactrian.embedded.EmbeddedServers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the table of {@code docs/benchmarks.md}. */
@Command(
        name = "bench",
        description = {
            "Measures how long Bactrian takes and how much memory, beside the Python libraries that do the same work.",
            "Both take turns in fresh processes. Without --peers and --python Bactrian is measured alone."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  bactrian bench --rows preprocess-seed-a,read-c --runs 3",
            "  bactrian bench --peers peers --python venv/bin/python --out bench.json --markdown docs/benchmarks.md"
        })
public final class BenchCommand implements Callable<Integer> {

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(names = "--list", description = "Print the rows that can be measured, and nothing else.")
    private boolean list;

    @Option(
            names = "--rows",
            paramLabel = "ID",
            split = ",",
            description = "Which rows (default: all); an id may end in *.")
    private List<String> ids = new ArrayList<>();

    @Option(
            names = "--runs",
            paramLabel = "N",
            description = "Processes for each side of a row (default: 3).",
            defaultValue = "3")
    private int runs = 3;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Processor threads of each side (default: one for each core).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of the volumes a, b and c (default: they are made once, in the user's cache).")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--peers", paramLabel = "DIR", description = "Folder of the peers' scripts.")
    private Optional<Path> peers = Optional.empty();

    @Option(names = "--python", paramLabel = "FILE", description = "Python of the environment with their libraries.")
    private Optional<Path> python = Optional.empty();

    @Option(names = "--out", paramLabel = "FILE.json", description = "Write the report, for --baseline later.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--markdown", paramLabel = "FILE.md", description = "Write the report as a page.")
    private Optional<Path> markdown = Optional.empty();

    @Option(
            names = "--baseline",
            paramLabel = "FILE.json",
            description = "An earlier report: rows that take more than 10 %% longer are marked.")
    private Optional<Path> baseline = Optional.empty();

    @Option(
            names = "--limit",
            paramLabel = "SECONDS",
            description = "Time that one process may take (default: 1800).",
            defaultValue = "1800")
    private int limitSeconds = 1800;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path scratch = Files.createTempDirectory("bactrian-bench");
        try {
            BenchFiles files = new BenchFiles(data.map(BenchData::new).orElseGet(BenchData::cached), scratch);
            List<Row> rows = Rows.of(files).select(ids);
            if (list) {
                new BenchTable(output.terminal()).list(rows);
                return ExitCode.DONE;
            }
            requireArguments();
            makeMissing(files.data(), rows);
            files.prepare();
            return report(measure(rows));
        } finally {
            deleteAll(scratch);
        }
    }

    private void requireArguments() {
        List<String> problems = new ArrayList<>();
        if (runs < 1 || threads < 1 || limitSeconds < 1) {
            problems.add("--runs, --threads and --limit must be at least 1");
        }
        if (peers.isPresent() != python.isPresent()) {
            problems.add("--peers and --python need each other");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        List<Path> paths = new ArrayList<>();
        List.of(data, peers, python, baseline).forEach(path -> path.ifPresent(paths::add));
        FileNames.requireExisting(paths);
    }

    /** Makes volumes in the cache; a folder that the user names is left as it is. */
    private void makeMissing(BenchData volumes, List<Row> rows) throws IOException {
        if (data.isPresent()) {
            return;
        }
        Set<BenchVolume> needed =
                rows.stream().flatMap(row -> row.volume().stream()).collect(Collectors.toSet());
        for (BenchVolume volume : List.of(BenchVolume.A, BenchVolume.B, BenchVolume.C)) {
            if (needed.contains(volume) && !volumes.isComplete(volume)) {
                output.terminal()
                        .note("making volume %s, %s, about %d MB, in %s"
                                .formatted(
                                        volume.name(),
                                        volume.sizeText(),
                                        BenchData.megabytes(volume),
                                        volumes.folder()));
                volumes.make(volume);
            }
        }
    }

    private BenchReport measure(List<Row> rows) throws InterruptedException {
        Optional<Baseline> before = baseline.map(Baseline::read);
        Machine machine = Machine.here();
        Path launcher = EmbeddedServers.atHome().home().resolve("bactrian");
        Workbench bench = new Workbench(threads, launcher, Duration.ofSeconds(limitSeconds));
        Optional<Peers> known = peers.flatMap(folder -> python.map(file -> new Peers(folder, file)));
        BenchTable table = new BenchTable(output.terminal());
        List<ReportedRow> measured = new Bench(bench, known, runs).run(rows, table.progress(rows, runs));
        List<ReportedRow> compared =
                before.map(earlier -> earlier.beside(measured)).orElse(measured);
        return new BenchReport(Clock.systemUTC().instant(), machine, threads, runs, compared);
    }

    private int report(BenchReport report) {
        out.ifPresent(file -> write(file, Json.of(report) + "\n"));
        markdown.ifPresent(file -> write(file, BenchDocument.of(report)));
        if (json.wanted()) {
            output.terminal().json(report);
        } else {
            new BenchTable(output.terminal()).print(report.rows());
        }
        return report.rows().stream().anyMatch(row -> row.failure().isPresent())
                ? ExitCode.SOME_CASES_FAILED
                : ExitCode.DONE;
    }

    private static void write(Path file, String text) {
        FileNames.makeFolderOf(file);
        FileNames.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void deleteAll(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
