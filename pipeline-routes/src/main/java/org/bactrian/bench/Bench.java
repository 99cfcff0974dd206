package org.bactrian.bench;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Measures rows: ours and the peer's in turns, each in a fresh process.
 *
 * @param bench the conditions of both sides
 * @param peers how to run the peers; without them rows are measured alone
 * @param runs how many processes for each side of a row
 */
public record Bench(Workbench bench, Optional<Peers> peers, int runs) {

    public Bench {
        if (runs < 1) {
            throw new IllegalArgumentException("at least one run is needed, got " + runs);
        }
    }

    /** Hears how far the measurement has come. */
    public interface Listener {

        /** A process is about to start: {@code Bactrian} or the peer's name, the number of the run from 1. */
        void starts(Row row, String side, int run);

        /** A row is done. */
        void done(ReportedRow row);
    }

    /** Something that is measured once, in a process of its own. */
    @FunctionalInterface
    private interface Side {
        Outcome once() throws InterruptedException;
    }

    /** Measures rows in order; one that fails stops no other. */
    public List<ReportedRow> run(List<Row> rows, Listener listener) throws InterruptedException {
        List<ReportedRow> measured = new ArrayList<>();
        for (Row row : rows) {
            ReportedRow done = measure(row, listener);
            measured.add(done);
            listener.done(done);
        }
        return measured;
    }

    private ReportedRow measure(Row row, Listener listener) throws InterruptedException {
        Turns ours = new Turns("Bactrian", () -> row.ours().measure(bench));
        Optional<Turns> theirs = row.peer()
                .flatMap(script -> peers.map(known ->
                        new Turns(script.peer(), () -> known.measure(script, bench.threads(), bench.limit()))));
        for (int run = 1; run <= runs; run++) {
            ours.take(row, run, listener);
            if (theirs.isPresent()) {
                theirs.get().take(row, run, listener);
            }
        }
        return ReportedRow.of(row, ours.outcome(), theirs.map(Turns::outcome));
    }

    /** The runs of one side of a row; after a failure no more are tried. */
    private static final class Turns {

        private final String name;
        private final Side side;
        private final List<Outcome> outcomes = new ArrayList<>();

        Turns(String name, Side side) {
            this.name = name;
            this.side = side;
        }

        void take(Row row, int run, Listener listener) throws InterruptedException {
            if (outcomes.stream().allMatch(before -> before.failure().isEmpty())) {
                listener.starts(row, name, run);
                outcomes.add(tried());
            }
        }

        /** What cannot even be started has failed like what fails later. */
        private Outcome tried() throws InterruptedException {
            try {
                return side.once();
            } catch (IllegalArgumentException | UncheckedIOException refused) {
                return new Outcome.Failed(String.valueOf(refused.getMessage()));
            }
        }

        Outcome outcome() {
            return Outcome.merged(outcomes);
        }
    }
}
