package org.bactrian.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.AbstractList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextTableTest {

    @Test
    void columnsAreAsWideAsTheirWidestCellAndNumbersStandRight() {
        TextTable table =
                TextTable.of(List.of("case", "ml"), List.of(List.of("a", "9.5"), List.of("case_0001", "123.4")));

        List<String> lines = table.lines();

        assertThat(lines).containsExactly("case          ml", "a            9.5", "case_0001  123.4");
    }

    @Test
    void aMissingNumberKeepsItsColumnNumeric() {
        TextTable table = TextTable.of(List.of("dice"), List.of(List.of("0.931"), List.of("-")));

        List<String> lines = table.lines();

        assertThat(lines).containsExactly(" dice", "0.931", "    -");
    }

    @Test
    void everyCellIsLookedAtAFewTimesHoweverManyRowsThereAre() {
        AtomicInteger looks = new AtomicInteger();
        List<List<String>> rows = Stream.<List<String>>generate(() -> new Watched(List.of("case", "1.5"), looks))
                .limit(2_000)
                .toList();

        List<String> lines = TextTable.of(List.of("case", "ml"), rows).lines();

        assertThat(lines).hasSize(2_001);
        assertThat(looks).hasValueLessThanOrEqualTo(10 * rows.size());
    }

    /** Counts how often its elements are taken. */
    private static final class Watched extends AbstractList<String> {

        private final List<String> cells;
        private final AtomicInteger looks;

        Watched(List<String> cells, AtomicInteger looks) {
            this.cells = cells;
            this.looks = looks;
        }

        @Override
        public String get(int column) {
            looks.incrementAndGet();
            return cells.get(column);
        }

        @Override
        public int size() {
            return cells.size();
        }
    }
}
