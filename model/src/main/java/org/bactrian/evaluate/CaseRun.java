package org.bactrian.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.bactrian.nifti.NiftiReader;
import org.bactrian.numeric.spline.Lines;
import org.bactrian.volume.BadCaseException;

/** Works on several cases at a time: one for each thread, but no more than half of the memory holds. */
public final class CaseRun {

    private static final int MEMORY_SHARE = 2;

    private final List<CasePair> pairs;
    private final int casesAtOnce;
    private final Lines linesOfCase;

    private CaseRun(List<CasePair> pairs, int casesAtOnce, int threadsOfCase) {
        this.pairs = pairs;
        this.casesAtOnce = casesAtOnce;
        this.linesOfCase = Lines.withThreads(threadsOfCase);
    }

    /** Hears of cases that are done, from any thread. */
    @FunctionalInterface
    public interface Listener {

        /** A case is done. */
        void caseDone(String caseId, int done, int all);
    }

    static CaseRun of(List<CasePair> pairs, int threads, int bytesAVoxel) {
        long largest = pairs.stream().mapToLong(CaseRun::voxels).max().orElse(0);
        long fitting = Runtime.getRuntime().maxMemory() / MEMORY_SHARE / Math.max(1, largest * bytesAVoxel);
        int atOnce = (int) Math.max(1, Math.min(Math.min(threads, pairs.size()), fitting));
        return new CaseRun(pairs, atOnce, Math.max(1, threads / atOnce));
    }

    /** The threads that work on one case. */
    Lines linesOfCase() {
        return linesOfCase;
    }

    /** Does the work for every case; a case whose files are wrong fails alone. */
    List<CaseOutcome> each(Function<CasePair, CaseOutcome> work, Listener listener) {
        AtomicInteger done = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(casesAtOnce);
        try {
            List<CompletableFuture<CaseOutcome>> running = new ArrayList<>();
            for (CasePair pair : pairs) {
                running.add(CompletableFuture.supplyAsync(
                        () -> {
                            CaseOutcome outcome = outcome(pair, work);
                            listener.caseDone(pair.caseId(), done.incrementAndGet(), pairs.size());
                            return outcome;
                        },
                        threads));
            }
            return running.stream().map(CaseRun::joined).toList();
        } finally {
            threads.shutdownNow();
        }
    }

    private static CaseOutcome outcome(CasePair pair, Function<CasePair, CaseOutcome> work) {
        try {
            return work.apply(pair);
        } catch (BadCaseException wrong) {
            return new CaseOutcome.Failed(pair.caseId(), wrong.at("compare"));
        }
    }

    private static CaseOutcome joined(CompletableFuture<CaseOutcome> running) {
        try {
            return running.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException unexpected) {
                throw unexpected;
            }
            throw failed;
        }
    }

    /** A header that is wrong is told when its case is read. */
    private static long voxels(CasePair pair) {
        try {
            return NiftiReader.readHeader(pair.reference()).geometry().size().product();
        } catch (BadCaseException wrong) {
            return 0;
        }
    }
}
