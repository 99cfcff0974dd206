package org.bactrian.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bactrian.numeric.spline.Lines;
import org.bactrian.train.patch.Patch;
import org.bactrian.volume.Index3;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchFeedTest {

    private final Set<Thread> preparers = ConcurrentHashMap.newKeySet();
    private final List<Integer> prepared = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void takeAllThreadsAgain() {
        Lines.limitTo(Runtime.getRuntime().availableProcessors());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void batchesComeInOrderOnAsManyThreadsAsThereMayBe(int threads) throws InterruptedException {
        Lines.limitTo(threads);
        try (BatchFeed feed = new BatchFeed(this::batch, 3, 6)) {
            for (int number = 3; number < 6; number++) {
                assertThat(feed.take().images()).containsExactly(number);
            }

            assertThatThrownBy(feed::take).isInstanceOf(NoSuchElementException.class);
        }

        assertThat(prepared).containsExactly(3, 4, 5);
        assertThat(preparers.contains(Thread.currentThread())).isEqualTo(threads == 1);
        assertThat(preparers).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whatFailsIsThrownWhereItsBatchIsTaken(int threads) throws InterruptedException {
        Lines.limitTo(threads);
        try (BatchFeed feed = new BatchFeed(
                number -> {
                    if (number == 1) {
                        throw new ArithmeticException("batch 1");
                    }
                    return batch(number);
                },
                0,
                2)) {
            assertThat(feed.take().images()).containsExactly(0);

            assertThatThrownBy(feed::take)
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessage("batch 1");
        }
    }

    private Batch batch(int number) {
        preparers.add(Thread.currentThread());
        prepared.add(number);
        return Batch.of(List.of(new Patch(new Index3(1, 1, 1), new float[] {number}, new byte[] {1})));
    }
}
