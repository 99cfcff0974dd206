package org.bactrian.nifti;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.bactrian.numeric.spline.Lines;

/**
 * Reads a stream block by block, one block ahead of whoever takes them: while one is used, the next is unpacked, on a thread of
 * its own where a case may have more than one. To be taken by one thread.
 */
final class ReadAhead implements Closeable {

    private final InputStream in;
    private final Optional<ExecutorService> thread;
    private long left;
    private byte[] taken;
    private byte[] coming;
    private CompletableFuture<Integer> length;

    /**
     * Starts to read.
     *
     * @param bytes to read in all
     * @param most bytes of each block; the last may be shorter
     */
    ReadAhead(InputStream in, long bytes, int most) {
        this.in = in;
        this.thread = Lines.allCores().threads() > 1
                ? Optional.of(Executors.newSingleThreadExecutor(ReadAhead::reader))
                : Optional.empty();
        this.left = bytes;
        this.taken = new byte[(int) Math.min(most, bytes)];
        this.coming = new byte[taken.length];
        this.length = reading(coming);
    }

    /**
     * The next block; it is overwritten once another is taken.
     *
     * @throws EOFException where the stream ends within it
     * @throws IOException as the stream throws it
     */
    byte[] take() throws IOException {
        int expected = next();
        if (arrived() < expected) {
            throw new EOFException("the file ends before its voxels do");
        }
        left -= expected;
        byte[] block = coming;
        coming = taken;
        taken = block;
        length = reading(coming);
        return block;
    }

    private int next() {
        return (int) Math.min(left, coming.length);
    }

    private CompletableFuture<Integer> reading(byte[] block) {
        int bytes = next();
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return in.readNBytes(block, 0, bytes);
                    } catch (IOException unreadable) {
                        throw new UncheckedIOException(unreadable);
                    }
                },
                thread.<Executor>map(own -> own).orElse(Runnable::run));
    }

    private int arrived() throws IOException {
        try {
            return length.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof UncheckedIOException unreadable) {
                throw unreadable.getCause();
            }
            throw failed;
        }
    }

    private static Thread reader(Runnable work) {
        Thread thread = new Thread(work, "bactrian-reader");
        thread.setDaemon(true);
        return thread;
    }

    /** Waits for the block that is on its way: the stream may be closed afterwards. */
    @Override
    public void close() {
        thread.ifPresent(ExecutorService::shutdown);
        length.exceptionally(failed -> 0).join();
    }
}
