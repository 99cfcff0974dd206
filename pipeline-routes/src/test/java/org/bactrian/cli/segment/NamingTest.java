package org.bactrian.cli.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamingTest {

    @ParameterizedTest
    @CsvSource({
        "case_00210, prediction_00210",
        "case_00210_0000, prediction_00210",
        "kits23_case_00042_v2, prediction_00042",
        "Case_7, prediction_00007",
        "patient-0123, prediction_00123",
        "ct299.portal, prediction_00299"
    })
    void kitsNamesAPredictionByTheNumberOfItsCase(String caseId, String name) {
        assertThat(Naming.KITS19.stem(caseId)).isEqualTo(name);
    }

    @Test
    void bdciPutsAWordBeforeTheCase() {
        assertThat(Naming.BDCI.stem("1001")).isEqualTo("Segmentation_1001");
    }

    @Test
    void everyCaseWithoutANumberIsNamed() {
        assertThatThrownBy(() -> Naming.KITS19.requireNames(List.of("abdomen", "case_00001", "id1234567")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("abdomen has no case number")
                .hasMessageContaining("id1234567 has no case number")
                .hasMessageNotContaining("case_00001 has");
    }

    @Test
    void twoCasesOfOneNumberAreNamed() {
        assertThatThrownBy(() -> Naming.KITS19.requireNames(List.of("case_00001", "other_1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("case_00001 and other_1 are both case 1 of KiTS");
    }
}
