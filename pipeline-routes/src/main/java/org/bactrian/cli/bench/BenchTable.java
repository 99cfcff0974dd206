package org.bactrian.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bactrian.bench.Bench;
import org.bactrian.bench.Outcome;
import org.bactrian.bench.PeerScript;
import org.bactrian.bench.Ratio;
import org.bactrian.bench.ReportedRow;
import org.bactrian.bench.Row;
import org.bactrian.cli.terminal.Terminal;

/** Shows on the terminal what is measured and what came out. */
final class BenchTable {

    private static final String NONE = "-";

    private final Terminal terminal;

    BenchTable(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The rows that can be measured. */
    void list(List<Row> rows) {
        terminal.table(
                List.of("ROW", "WORK", "PEER"),
                rows.stream()
                        .map(row -> List.of(
                                row.id(),
                                row.sentence(),
                                row.peer().map(PeerScript::peer).orElse(NONE)))
                        .toList());
    }

    /** Tells of every process that starts and every row that is done. */
    Bench.Listener progress(List<Row> rows, int runs) {
        return new Bench.Listener() {
            @Override
            public void starts(Row row, String side, int run) {
                terminal.note("%d/%d %s: %s, run %d of %d"
                        .formatted(rows.indexOf(row) + 1, rows.size(), row.id(), side, run, runs));
            }

            @Override
            public void done(ReportedRow row) {
                row.failure().ifPresent(reason -> terminal.problem("%s failed: %s".formatted(row.id(), reason)));
            }
        };
    }

    /** What was measured: minima of wall seconds, peaks of memory, and ours as a share of the peer's. */
    void print(List<ReportedRow> rows) {
        boolean before = rows.stream().anyMatch(row -> row.againstBaseline().isPresent());
        List<String> heads = new ArrayList<>(
                List.of("ROW", "S", "RSS MIB", "PEER S", "RSS MIB", "TIME", "TO REACH", "MEMORY", "TO REACH"));
        if (before) {
            heads.add("BEFORE");
        }
        terminal.table(heads, rows.stream().map(row -> cells(row, before)).toList());
    }

    private static List<String> cells(ReportedRow row, boolean before) {
        List<String> cells = new ArrayList<>(List.of(row.id()));
        cells.addAll(side(Optional.of(row.ours())));
        cells.addAll(side(row.peer()));
        cells.addAll(ratio(row.time()));
        cells.addAll(ratio(row.memory()));
        if (before) {
            String share = row.againstBaseline().stream()
                    .mapToObj(times -> String.format(Locale.ROOT, "%.2fx", times))
                    .findFirst()
                    .orElse(NONE);
            cells.add(row.isSlower() ? share + " slower" : share);
        }
        return cells;
    }

    private static List<String> side(Optional<Outcome> side) {
        return side.flatMap(Outcome::measured)
                .map(seen -> List.of(
                        String.format(Locale.ROOT, "%.4g", seen.wall().minimum()),
                        seen.peakRssMib().stream()
                                .mapToObj(Long::toString)
                                .findFirst()
                                .orElse(NONE)))
                .orElseGet(() -> List.of(side.flatMap(Outcome::failure).isPresent() ? "failed" : NONE, NONE));
    }

    private static List<String> ratio(Optional<Ratio> ratio) {
        return List.of(
                ratio.map(Ratio::text).orElse(NONE),
                ratio.map(known -> known.targetText().replace("*", "")).orElse(NONE));
    }
}
