package org.bactrian.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingsTest {

    private final List<String> closed = new ArrayList<>();
    private final Closings closings = new Closings();

    @Test
    void whatWasOpenedLastIsClosedFirstAndOnce() {
        closings.push(() -> closed.add("store"));
        closings.push(() -> closed.add("model"));

        closings.close();
        closings.close();

        assertThat(closed).containsExactly("model", "store");
    }

    @Test
    void oneThatFailsIsToldAndKeepsNoOtherOpen() {
        closings.push(() -> closed.add("store"));
        closings.push(() -> {
            throw new IllegalStateException("stuck");
        });
        closings.push(() -> closed.add("model"));

        assertThatThrownBy(closings::close).hasMessage("stuck");

        assertThat(closed).containsExactly("model", "store");
    }
}
