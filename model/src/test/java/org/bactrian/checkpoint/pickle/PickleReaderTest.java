package org.bactrian.checkpoint.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.bactrian.volume.BadCaseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PickleReaderTest {

    @Test
    void plainDataComeOutAsTheyWere() {
        // {'a': [1, -2, 2.5, None, True], 'b': ('x', 2 ** 70)}, protocol 4
        String pickle = "80 04 95 33 00 00 00 00 00 00 00 7d 94 28 8c 01 61 94 5d 94 28 4b 01 4a fe ff ff ff"
                + " 47 40 04 00 00 00 00 00 00 4e 88 65 8c 01 62 94 8c 01 78 94 8a 09 00 00 00 00 00 00 00 00 40"
                + " 86 94 75 2e";

        Object read = PickleReader.read("a.pkl", hex(pickle));

        assertThat(read).isInstanceOf(PickledMap.class);
        Map<Object, Object> entries = ((PickledMap) read).entries();
        assertThat((List<?>) entries.get("a")).map(String::valueOf).containsExactly("1", "-2", "2.5", "NONE", "true");
        assertThat((List<?>) entries.get("b")).map(String::valueOf).containsExactly("x", "1180591620717411303424");
    }

    @Test
    void theOldestProtocolIsReadToo() {
        Object read = PickleReader.read("a.pkl", ascii("(dp0\nS'a\\x41'\np1\n(lp2\nI1\naI01\naL12L\nas."));

        assertThat(PickleJson.object("a.pkl", read)).hasToString("{\"aA\":[1,true,12]}");
    }

    @Test
    void aDictionaryMayHoldItselfAndIsThenRefusedAsAPlan() {
        Object read = PickleReader.read("a.pkl", ascii("(dp0\nS'a'\ng0\ns."));

        assertThatThrownBy(() -> PickleJson.object("a.pkl", read))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("too deep");
    }

    @ParameterizedTest
    @CsvSource({
        "cos\\nsystem\\n(S'touch x'\\ntR., os.system",
        "cbuiltins\\neval\\n(S'1'\\ntR., builtins.eval",
        "csubprocess\\nPopen\\n(S'ls'\\ntR., subprocess.Popen",
        "ctorch\\nload\\n(S'x'\\ntR., torch.load",
        "ccopyreg\\n_reconstructor\\n., copyreg._reconstructor"
    })
    void whatANameWouldRunIsRefusedByName(String pickle, String name) {
        assertThatThrownBy(() -> PickleReader.read("evil.pkl", ascii(pickle.replace("\\n", "\n"))))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("evil.pkl")
                .hasMessageContaining(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80 02",
                "80 02 58 ff ff ff 7f 61 2e",
                "80 02 8e ff ff ff ff ff ff ff 7f 2e",
                "80 02 8b ff ff ff ff 2e",
                "80 02 68 05 2e",
                "80 02 74 2e",
                "80 02 2e",
                "80 02 7d 4b 01 73 2e",
                "80 02 4b 01 28 30 2e",
                "80 02 ff 2e",
                "80 02 4b 01 51 2e"
            })
    void whatIsNoPickleIsRefused(String bytes) {
        assertThatThrownBy(() -> PickleReader.read("a.pkl", hex(bytes)))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("a.pkl");
    }

    @Test
    void aLargeValueHandedOutAgainAndAgainTakesNoMemoryWithoutEnd() {
        ByteArrayOutputStream pickle = new ByteArrayOutputStream();
        byte[] text = new byte[1 << 20];
        pickle.writeBytes(bytes("80 02 58 00 00 10 00"));
        pickle.writeBytes(text);
        pickle.writeBytes(bytes("71 00"));
        pickle.writeBytes("c_codecs\nencode\nq\u0001".getBytes(StandardCharsets.ISO_8859_1));
        for (int i = 0; i < 10_000; i++) {
            pickle.writeBytes(bytes("68 01 68 00 85 52"));
        }

        assertThatThrownBy(() -> PickleReader.read("a.pkl", ByteBuffer.wrap(pickle.toByteArray())))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("arguments");
    }

    @Test
    void aTensorThatReachesOutOfItsStorageIsRefused() {
        String storage = "((S'storage'\nctorch\nFloatStorage\nS'0'\nS'cpu'\nI4\ntQ";
        String tensor =
                "ctorch._utils\n_rebuild_tensor_v2\n" + storage + "I0\n(I1000000\nI1000000\nt(I1000000\nI1\ntI00\nNtR.";

        assertThatThrownBy(() -> PickleReader.read("a.pkl", ascii(tensor)))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("a tensor of shape [1000000, 1000000]");
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static ByteBuffer hex(String text) {
        return ByteBuffer.wrap(bytes(text));
    }

    private static byte[] bytes(String hex) {
        return java.util.HexFormat.ofDelimiter(" ").parseHex(hex);
    }
}
