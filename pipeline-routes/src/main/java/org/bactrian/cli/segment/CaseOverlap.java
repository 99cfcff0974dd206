package org.bactrian.cli.segment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import org.bactrian.segment.CasesInWork;
import org.bactrian.segment.WantOfMemory;
import org.bactrian.unet.engine.DeviceMemoryException;
import org.bactrian.volume.BadCaseException;

/**
 * Runs cases so that they overlap: while one is in the network, the next is read and prepared and the last is written.
 * Cases begin in their order, as memory allows; a failure is that of its case alone. A case for which memory ran out beside
 * others is run once more when no other is in work. A single case runs on the thread that asks.
 */
final class CaseOverlap {

    private final MemoryBudget budget;
    private final BooleanSupplier stopping;
    private final CasesInWork inWork = new CasesInWork();

    /**
     * A case to be run.
     *
     * @param <R> what comes of it
     */
    interface Work<R> {

        /** The memory that it will take, as far as can be known before; 0 where nothing is known. */
        double bytes();

        /** Runs it; a {@link CancellationException} leaves it out of the results. */
        R run();

        /** What comes of it where {@link #run} threw. */
        R failed(Throwable failure);
    }

    /**
     * Cases within a budget.
     *
     * @param stopping whether no further case shall begin
     */
    CaseOverlap(MemoryBudget budget, BooleanSupplier stopping) {
        this.budget = budget;
        this.stopping = stopping;
    }

    /** The results in the order of the cases; those that did not begin, or were broken off, are left out. */
    <R> List<R> run(List<? extends Work<R>> cases) throws InterruptedException {
        List<FutureTask<R>> first = new ArrayList<>();
        for (Work<R> one : cases) {
            double bytes = stopping.getAsBoolean() ? 0 : one.bytes();
            budget.take(bytes);
            FutureTask<R> task = new FutureTask<>(() -> inBudget(one, bytes));
            first.add(task);
            start(task, cases.size());
        }
        budget.awaitAll();
        List<R> results = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            outcome(first.get(i), cases.get(i)).ifPresent(results::add);
        }
        return results;
    }

    private static void start(Runnable task, int cases) {
        if (cases == 1) {
            task.run();
        } else {
            new Thread(task, "case").start();
        }
    }

    private <R> R inBudget(Work<R> one, double bytes) throws InterruptedException {
        try {
            Optional<R> result = besideOthers(one);
            return result.isPresent() ? result.get() : alone(one);
        } finally {
            budget.giveBack(bytes);
        }
    }

    /** Nothing where memory ran out and others had a part of it. */
    private <R> Optional<R> besideOthers(Work<R> one) throws InterruptedException {
        try (CasesInWork.Place place = inWork.beside()) {
            try {
                return Optional.of(begun(one));
            } catch (BadCaseException | DeviceMemoryException | CompletionException | OutOfMemoryError failed) {
                if (place.wasShared() && WantOfMemory.isReasonOf(cause(failed))) {
                    return Optional.empty();
                }
                throw failed;
            }
        }
    }

    private <R> R alone(Work<R> one) throws InterruptedException {
        CasesInWork.Place place = inWork.alone();
        try {
            return begun(one);
        } finally {
            place.close();
        }
    }

    private <R> R begun(Work<R> one) {
        if (stopping.getAsBoolean()) {
            throw new CancellationException();
        }
        return one.run();
    }

    private static <R> Optional<R> outcome(FutureTask<R> task, Work<R> one) throws InterruptedException {
        try {
            return Optional.of(task.get());
        } catch (ExecutionException failed) {
            Throwable cause = cause(failed);
            return cause instanceof CancellationException ? Optional.empty() : Optional.of(one.failed(cause));
        }
    }

    /** What was thrown, out of what threads wrap it in. */
    private static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        boolean wrapped = failure instanceof ExecutionException || failure instanceof CompletionException;
        return wrapped && cause != null ? cause(cause) : failure;
    }
}
