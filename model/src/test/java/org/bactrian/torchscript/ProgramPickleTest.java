package org.bactrian.torchscript;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.bactrian.volume.BadCaseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramPickleTest {

    private static final String HOOKS = "\u0089ccollections\nOrderedDict\n)R";

    @ParameterizedTest
    @CsvSource({"0, 4, 1", "1, 3, 1", "3, 4, 0", "0, 2, 3", "4, 0, 1"})
    void aTensorInsideItsEntryIsAccepted(int offset, int length, int stride) {
        assertThatCode(() -> read(tensor(4, offset, length, stride))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"1, 4, 1", "0, 4, 2", "4, 1, 1", "5, 0, 1", "0, 5, 1"})
    void aTensorThatReachesOutOfItsEntryIsRefused(int offset, int length, int stride) {
        assertThatThrownBy(() -> read(tensor(4, offset, length, stride)))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("a tensor of shape [" + length + "]")
                .hasMessageContaining("one inside its 4 values");
    }

    @Test
    void anEntryThatHoldsLessThanIsClaimedIsRefusedByBytesAndShape() {
        assertThatThrownBy(() -> read(tensor(60, 0, 60, 1)))
                .hasMessage("net.pt: data.pkl: storage 0 is 16 bytes, expected 60 values of 4 bytes, for a tensor of"
                        + " shape [60]");
    }

    @Test
    void valuesThatNoTensorIsMadeOfAreLookedAtToo() {
        assertThatThrownBy(() -> read(storage(60) + "."))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("16 bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cos\nsystem\n)R.",
                "c__torch__.torch.classes.cuda\nStream\n)\u0081}b.",
                "ctorch._utils\n_rebuild_qtensor\n)R.",
                "ctorch.jit._pickle\nbuild_tensor_from_id\n)R.",
                "c__torch__\nNet\n)R}b.",
                "K\u0001)R.",
                "K\u0001}b.",
                "Nr\u00ff\u00ff\u00ff\u007f.",
                "h\u0000.",
                "i.",
                "K",
                "]q\u0000]q\u0001ah\u0001]a."
            })
    void whatTorchDoesNotWriteIsRefused(String pickle) {
        assertThatThrownBy(() -> read(pickle))
                .isInstanceOf(BadCaseException.class)
                .hasMessageStartingWith("net.pt: data.pkl: ");
    }

    @Test
    void nestingThatTheEngineWouldNotSurviveIsRefused() {
        assertThatThrownBy(() -> read(")" + "\u0085".repeat(100_000) + "."))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("nesting");
    }

    private static String tensor(int values, int offset, int length, int stride) {
        return "ctorch._utils\n_rebuild_tensor_v2\n(" + storage(values) + number(offset) + number(length) + "\u0085"
                + number(stride) + "\u0085" + HOOKS + "tR.";
    }

    private static String storage(int values) {
        return "(" + text("storage") + "ctorch\nFloatStorage\n" + text("0") + text("cpu") + number(values) + "tQ";
    }

    private static String number(int value) {
        return "K" + (char) value;
    }

    private static String text(String value) {
        return "X" + (char) value.length() + "\u0000\u0000\u0000" + value;
    }

    /** In an archive whose one entry has 16 bytes. */
    private static void read(String pickle) {
        byte[] bytes = ("\u0080\u0002" + pickle).getBytes(StandardCharsets.ISO_8859_1);
        ProgramPickle.requireSound("net.pt", "data.pkl", bytes, key -> OptionalLong.of(16));
    }
}
