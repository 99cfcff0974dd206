package org.bactrian.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipException;
import org.bactrian.numeric.spline.Lines;
import org.junit.jupiter.api.Test;

class ReadAheadTest {

    private static final byte[] STREAM = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};

    @Test
    void blocksComeInTheOrderOfTheStreamAndTheLastMayBeShorter() throws IOException {
        InputStream in = new ByteArrayInputStream(STREAM);

        try (ReadAhead blocks = new ReadAhead(in, 7, 3)) {
            assertThat(blocks.take().clone()).containsExactly(1, 2, 3);
            assertThat(blocks.take().clone()).containsExactly(4, 5, 6);
            assertThat(blocks.take()).startsWith(7);
        }
    }

    @Test
    void nothingAfterTheAskedBytesIsRead() throws IOException {
        InputStream in = new ByteArrayInputStream(STREAM);

        try (ReadAhead blocks = new ReadAhead(in, 7, 3)) {
            blocks.take();
            blocks.take();
            blocks.take();
        }

        assertThat(in.readAllBytes()).containsExactly(8, 9, 10);
    }

    @Test
    void aBlockStaysAsItIsWhileTheNextIsRead() throws IOException {
        try (ReadAhead blocks = new ReadAhead(new ByteArrayInputStream(STREAM), 10, 5)) {
            byte[] first = blocks.take();
            byte[] copy = first.clone();

            byte[] second = blocks.take();

            assertThat(first).isEqualTo(copy).isNotSameAs(second);
        }
    }

    @Test
    void whereACaseHasOneThreadWhoTakesReads() throws IOException {
        Set<Thread> readers = ConcurrentHashMap.newKeySet();
        InputStream in = new ByteArrayInputStream(STREAM) {
            @Override
            public synchronized int read(byte[] to, int at, int length) {
                readers.add(Thread.currentThread());
                return super.read(to, at, length);
            }
        };
        Lines.limitTo(1);

        try (ReadAhead blocks = new ReadAhead(in, 10, 4)) {
            assertThat(blocks.take().clone()).containsExactly(1, 2, 3, 4);
            assertThat(blocks.take().clone()).containsExactly(5, 6, 7, 8);
            assertThat(blocks.take()).startsWith(9, 10);
        } finally {
            Lines.limitTo(Runtime.getRuntime().availableProcessors());
        }

        assertThat(readers).containsExactly(Thread.currentThread());
    }

    @Test
    void aStreamThatEndsEarlyIsTold() throws IOException {
        try (ReadAhead blocks = new ReadAhead(new ByteArrayInputStream(STREAM), 20, 8)) {
            blocks.take();

            assertThatThrownBy(blocks::take).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void whatTheStreamThrowsIsThrownWhereItIsTaken() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new ZipException("invalid block type");
            }

            @Override
            public int read(byte[] to, int at, int length) throws IOException {
                throw new ZipException("invalid block type");
            }
        };

        try (ReadAhead blocks = new ReadAhead(broken, 20, 8)) {
            assertThatThrownBy(blocks::take).isInstanceOf(ZipException.class).hasMessage("invalid block type");
        }
    }

    @Test
    void closingWaitsForTheBlockThatIsOnItsWay() {
        AtomicInteger done = new AtomicInteger();
        InputStream slow = new InputStream() {
            @Override
            public int read() {
                return 1;
            }

            @Override
            public int read(byte[] to, int at, int length) {
                for (int i = 0; i < 100_000; i++) {
                    Thread.onSpinWait();
                }
                done.incrementAndGet();
                return length;
            }
        };

        new ReadAhead(slow, 20, 8).close();

        assertThat(done).hasValue(1);
    }
}
