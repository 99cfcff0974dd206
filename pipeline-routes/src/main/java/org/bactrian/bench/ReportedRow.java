package org.bactrian.bench;

import java.util.Optional;
import java.util.OptionalDouble;
import org.bactrian.bench.Outcome.Measured;

/**
 * A row that was measured, or failed.
 *
 * @param section the title of its part of the table
 * @param ours what came of our side
 * @param peerName whom it is compared with, where there is one
 * @param peer what came of its side; empty where there is none or it was left out
 * @param time ours against the peer's, minima of wall seconds; empty unless both were measured
 * @param memory ours against the peer's, peaks
 * @param againstBaseline our minimum against that of an earlier report
 */
public record ReportedRow(
        String id,
        String section,
        String sentence,
        Outcome ours,
        Optional<String> peerName,
        Optional<Outcome> peer,
        Optional<Ratio> time,
        Optional<Ratio> memory,
        OptionalDouble againstBaseline) {

    /** Above this a row counts as slower than before; less is noise. */
    private static final double SLOWER = 1.1;

    static ReportedRow of(Row row, Outcome ours, Optional<Outcome> peer) {
        Optional<Measured> mine = ours.measured();
        Optional<Measured> theirs = peer.flatMap(Outcome::measured);
        Optional<Ratio> time = mine.flatMap(measured -> theirs.map(other -> Ratio.of(
                measured.wall().minimum(), other.wall().minimum(), row.target().time())));
        Optional<Ratio> memory = mine.filter(measured -> measured.peakRssMib().isPresent())
                .flatMap(measured -> theirs.filter(other -> other.peakRssMib().isPresent())
                        .map(other -> Ratio.of(
                                (double) measured.peakRssMib().getAsLong(),
                                (double) other.peakRssMib().getAsLong(),
                                row.target().memory())));
        return new ReportedRow(
                row.id(),
                row.section().title(),
                row.sentence(),
                ours,
                row.peer().map(PeerScript::peer),
                peer,
                time,
                memory,
                OptionalDouble.empty());
    }

    /** The same row beside its minimum of an earlier report. */
    ReportedRow against(double baselineSeconds) {
        OptionalDouble share = ours.measured()
                .map(measured -> OptionalDouble.of(measured.wall().minimum() / baselineSeconds))
                .orElse(OptionalDouble.empty());
        return new ReportedRow(id, section, sentence, ours, peerName, peer, time, memory, share);
    }

    /** Whether it takes notably longer than in the earlier report. */
    public boolean isSlower() {
        return againstBaseline.orElse(0) > SLOWER;
    }

    /** Why a side of it failed, ours first. */
    public Optional<String> failure() {
        return ours.failure().or(() -> peer.flatMap(Outcome::failure).map(reason -> "peer: " + reason));
    }
}
