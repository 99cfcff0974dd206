package org.bactrian.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.bactrian.event.Quantity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiceNameTest {

    @ParameterizedTest
    @CsvSource({
        "kidney, dice_kidney",
        "label 1, dice_label_1",
        "whole tumor (edema), dice_whole_tumor_edema_",
        "Niere/Tumör, dice_Niere_Tum_r"
    })
    void anEventTakesTheNameOfAnyLabel(String label, String expected) {
        String name = DiceName.of(label);

        assertThat(name).isEqualTo(expected);
        assertThat(new Quantity(name, 0.9, "1").name()).isEqualTo(expected);
    }
}
