package org.bactrian.cli.segment;

import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.bactrian.cli.file.StoredInputs;
import org.bactrian.cli.option.OutputOptions;
import org.bactrian.cli.result.CaseFailure;
import org.bactrian.cli.result.CaseResult;
import org.bactrian.cli.scan.MemoryForecast;
import org.bactrian.cli.scan.Scan;
import org.bactrian.cli.scan.StageClock;
import org.bactrian.cli.terminal.Reason;
import org.bactrian.segment.WantOfMemory;
import org.bactrian.store.StoreUnavailableException;
import org.bactrian.volume.BadCaseException;

/** One case on its way through {@link CaseSegmenter}: what it will take, and what comes of it. */
final class CaseRun implements CaseOverlap.Work<CaseResult> {

    private final Scan scan;
    private final CaseSegmenter segmenter;
    private final Supplier<CaseProgress.OfCase> begin;
    private final OutputOptions output;
    private final StoredInputs stored;
    private Optional<MemoryForecast> forecast = Optional.empty();
    private Optional<CaseProgress.OfCase> progress = Optional.empty();
    private StageClock clock = new StageClock();

    /**
     * A case that has not begun.
     *
     * @param begin called when it does
     * @param stored where its objects come from, if it has any
     */
    CaseRun(
            Scan scan,
            CaseSegmenter segmenter,
            Supplier<CaseProgress.OfCase> begin,
            OutputOptions output,
            StoredInputs stored) {
        this.scan = scan;
        this.segmenter = segmenter;
        this.begin = begin;
        this.output = output;
        this.stored = stored;
    }

    /** Told before it is taken; what cannot be told is refused once the case is read. */
    @Override
    public double bytes() {
        try {
            fetch();
            MemoryForecast told = segmenter.forecast(scan);
            forecast = Optional.of(told);
            output.terminal().note(told.toString());
            return told.whole();
        } catch (BadCaseException
                | UncheckedIOException
                | StoreUnavailableException
                | IllegalArgumentException unreadable) {
            return 0;
        }
    }

    @Override
    public CaseResult run() {
        if (progress.isPresent()) {
            clock = new StageClock();
        }
        CaseProgress.OfCase mine = progress.orElseGet(begin);
        progress = Optional.of(mine);
        try {
            fetch();
            CaseResult result = segmenter.segment(scan, clock, mine);
            mine.ended();
            return result;
        } finally {
            scan.channels().forEach(stored::drop);
        }
    }

    private void fetch() {
        if (scan.channels().stream().anyMatch(stored::isStored)) {
            clock.run("fetch", () -> scan.channels().forEach(stored::fetch));
        }
    }

    @Override
    public CaseResult failed(Throwable failure) {
        progress.ifPresent(CaseProgress.OfCase::ended);
        if (output.debug()) {
            output.terminal().trace(failure);
        }
        return CaseResult.failed(scan.caseId(), clock.seconds(), reason(failure));
    }

    private CaseFailure reason(Throwable failure) {
        if (failure instanceof BadCaseException refused) {
            return CaseFailure.of(refused);
        }
        String needed = WantOfMemory.isReasonOf(failure)
                ? forecast.map(told -> "; " + told).orElse("")
                : "";
        return new CaseFailure(clock.latest(), Reason.of(failure) + needed);
    }
}
