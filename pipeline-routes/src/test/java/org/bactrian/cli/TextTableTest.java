package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
}
