package org.bactrian.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonJsonTest {

    /** {@code repr} of Python 3.11. */
    @ParameterizedTest
    @CsvSource({
        "0, 0.0",
        "-0.0, -0.0",
        "1, 1.0",
        "0.1, 0.1",
        "0.30000000000000004, 0.30000000000000004",
        "1e-4, 0.0001",
        "1e-5, 1e-05",
        "1.5e-7, 1.5e-07",
        "123456789012345680, 1.2345678901234568e+17",
        "1e15, 1000000000000000.0",
        "1e16, 1e+16",
        "2e23, 2e+23",
        "5e-324, 5e-324",
        "-12.5, -12.5",
        "NaN, NaN",
        "Infinity, Infinity"
    })
    void numbersLookAsInPython(double number, String text) {
        assertThat(PythonJson.number(number)).isEqualTo(text);
    }

    @Test
    void documentsLookAsInPython() {
        Map<String, Object> document =
                Map.of("b", List.of(1, 2.5), "a", Map.of("k\"", "ä"), "e", List.of(), "m", Map.of(), "t", true);

        assertThat(PythonJson.of(document)).isEqualTo("""
                        {
                            "a": {
                                "k\\"": "\\u00e4"
                            },
                            "b": [
                                1,
                                2.5
                            ],
                            "e": [],
                            "m": {},
                            "t": true
                        }""");
    }
}
