package org.bactrian.numeric.spline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class LinesTest {

    @Test
    void everyPieceIsDoneOnce() {
        AtomicIntegerArray done = new AtomicIntegerArray(1000);

        Lines.withThreads(7).forEach(1000, () -> done::incrementAndGet);

        for (int i = 0; i < 1000; i++) {
            assertThat(done.get(i)).isEqualTo(1);
        }
    }

    @Test
    void whatGoesWrongInAPieceIsThrownToTheCaller() {
        assertThatThrownBy(() -> Lines.withThreads(3).forEach(100, () -> piece -> {
                    if (piece == 57) {
                        throw new ArithmeticException("piece 57");
                    }
                }))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void withoutThreadsNothingCanBeDone() {
        assertThatThrownBy(() -> Lines.withThreads(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
