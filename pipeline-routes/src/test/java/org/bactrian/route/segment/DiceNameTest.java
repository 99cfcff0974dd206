package org.bactrian.route.segment;

import static org.assertj.core.api.Assertions.assertThat;

import org.bactrian.event.Quantity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiceNameTest {

    @ParameterizedTest
    @CsvSource({
        "1, kidney, dice_kidney",
        "1, label 1, dice_label_1",
        "2, whole tumor, dice_whole_tumor",
        "2, Niere/Tumör, dice_label_2",
        "1, 肾, dice_label_1",
        "2, 肿瘤, dice_label_2"
    })
    void anEventTakesTheNameOfAnyLabelAndTellsItFromOthers(int number, String label, String expected) {
        String name = DiceName.of(number, label);

        assertThat(name).isEqualTo(expected);
        assertThat(new Quantity(name, 0.9, "1").name()).isEqualTo(expected);
    }
}
