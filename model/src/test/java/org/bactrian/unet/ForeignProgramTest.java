package org.bactrian.unet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.bactrian.torchscript.ArchiveWriter;
import org.bactrian.torchscript.ScriptModule;
import org.bactrian.torchscript.Tensor;
import org.bactrian.torchscript.Weights;
import org.bactrian.unet.engine.ComputeDevice;
import org.bactrian.unet.engine.ForeignProgram;
import org.bactrian.unet.plan.ForeignPlan;
import org.bactrian.unet.program.Ensemble;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Spacing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignProgramTest {

    private static final ForeignPlan PLAN = new ForeignPlan(new Spacing(1, 1, 1), new Index3(2, 1, 1), 1, 1, List.of());
    private static final String CODE = "archive/code/__torch__.py";

    private final Path file;

    ForeignProgramTest(@TempDir Path folder) {
        file = folder.resolve("net.pt");
    }

    @Test
    void tensorsLargerThanTheirEntriesAreRefusedBeforeTheEngineSeesThem() throws IOException {
        write("Tensor", "return x");
        rewrite(entries -> entries.put("archive/data/0", new byte[4]));

        assertThatThrownBy(() -> ForeignProgram.read(file))
                .isInstanceOf(BadCaseException.class)
                .hasMessage("net.pt: data.pkl: storage 0 is 4 bytes, expected 6 values of 4 bytes, for a tensor of"
                        + " shape [2, 3]");
        ForeignProgram bundled = ForeignProgram.of("net.bactrian", Files.readAllBytes(file));
        assertThatThrownBy(() -> Network.foreign(PLAN, bundled, Ensemble.Scores.LOGITS, ComputeDevice.CPU))
                .isInstanceOf(BadCaseException.class)
                .hasMessageStartingWith("net.bactrian: data.pkl: storage 0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "torch.save(x, \"/tmp/x\")|save",
                "(torch).save(x, \"/tmp/x\")|save",
                "getattr(torch, \"save\")(x, \"/tmp/x\")|save",
                "getattr(torch, \"s\\x61ve\")(x, \"/tmp/x\")|getattr",
                "getattr(torch, \"sa\" \"ve\")(x, \"/tmp/x\")|getattr",
                "getattr((torch), \"0\")|getattr",
                "torch.from_file(\"/etc/passwd\", False, 100)|from_file",
                "ops.aten.save(x, \"/tmp/x\")|save",
                "x.save(\"/tmp/x\")|save",
                "ops.prim.Print(x)|Print",
                "print(x)|print",
                "torch.classes.cuda.Stream()|classes"
            })
    void codeThatReachesBeyondItselfIsRefusedByTheWord(String call, String word) throws IOException {
        write("Tensor", "_0 = " + call + "\n    return x");

        assertThatThrownBy(() -> ForeignProgram.read(file))
                .isInstanceOf(BadCaseException.class)
                .hasMessage("net.pt: code/__torch__.py is %s, expected code that computes; nothing of it was run"
                        .formatted(word));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "t = torch\n    _0 = t.save(x, \"/tmp/x\")\n    return x",
                "_0 = torch.save \\\n  (x, \"/tmp/x\")\n    return x",
                "_0 = torch. \\\n  save(x, \"/tmp/x\")\n    return x"
            })
    void neitherAnotherNameNorALineBreakHidesAWord(String body) throws IOException {
        write("Tensor", body);

        assertThatThrownBy(() -> ForeignProgram.read(file))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("save");
    }

    @Test
    void partsWhoseNamesAreNoWordsAreNoReach() throws IOException {
        write("Tensor", "return getattr(getattr(self, \"0\").saved, \"11\")");

        assertThat(ForeignProgram.read(file).archive()).isEqualTo(Files.readAllBytes(file));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"archive/CODE/__torch__/x.py", "archive/Data/0", "ARCHIVE/DATA.PKL", "../x", "archive/../x"})
    void namesThatTheEngineOrADiskWouldReadOtherwiseAreRefused(String name) throws IOException {
        write("Tensor", "return x");
        rewrite(entries -> entries.put(name, new byte[1]));

        assertThatThrownBy(() -> ForeignProgram.read(file))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("net.pt: entry is ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"archive/data.pkl", "archive/constants.pkl", "archive/data/0"})
    void anArchiveWithoutAPartIsRefusedByIt(String part) throws IOException {
        write("Tensor", "return x");
        rewrite(entries -> entries.remove(part));

        assertThatThrownBy(() -> ForeignProgram.read(file))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("missing");
    }

    @Test
    void anEntryOfAnotherCheckSumIsRefused() throws IOException {
        write("Tensor", "return x");
        byte[] bytes = Files.readAllBytes(file);
        int code = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("return x");
        bytes[code + 7] = 'y';
        Files.write(file, bytes);

        assertThatThrownBy(() -> ForeignProgram.read(file))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining(CODE)
                .hasMessageContaining("altered");
    }

    @Test
    void anEntryThatUnpacksToFarMoreThanItIsIsRefused() throws IOException {
        write("Tensor", "return x");
        rewrite(entries -> entries.put("archive/data/7", new byte[8 << 20]));

        assertThatThrownBy(() -> ForeignProgram.read(file))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("archive/data/7 is 8388608 bytes")
                .hasMessageContaining("100 times");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Tensor|torch._neg_view(torch.neg(x))",
                "Tensor|torch.to(x, 5)",
                "Tensor|torch.to(x, 6)",
                "Tensor|torch.to(x, 7)",
                "Tuple[Tensor, str]|(x, \"a\")",
                "List[Tensor]|[x, torch.neg(x)]"
            })
    void halvesFloatsAndDoublesAreScores(String type, String value) throws IOException {
        write(type, "return " + value);

        assertThat(scores()).containsExactly(1.5f, -2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Dict[str, Tensor]|{\"b\": x, \"a\": x}",
                "List[Tensor]|annotate(List[Tensor], [])",
                "NoneType|None",
                "int|3",
                "str|\"a\"",
                "List[float]|[1.]",
                "Tuple[str, Tensor]|(\"a\", x)",
                "Tuple[Tuple[Tensor, Tensor], Tensor]|((x, x), x)",
                "Tensor|torch.to(x, 4)",
                "Tensor|torch.to(x, 15)",
                "Tensor|torch.to(x, 11)",
                "Tensor|torch.to_sparse(x)"
            })
    void whatAreNoScoresIsRefused(String type, String value) throws IOException {
        write(type, "return " + value);

        assertThatThrownBy(this::scores)
                .isInstanceOf(BadCaseException.class)
                .hasMessageStartingWith("net.pt: scores is ")
                .hasMessageEndingWith("a tensor of floating-point numbers, alone or first in a list or tuple");
    }

    /** Torch writes it there where a program needs later operators. */
    @Test
    void theVersionMayLieWhereTorchWritesItToo() throws IOException {
        write("Tensor", "return x");
        rewrite(entries -> entries.put("archive/.data/version", entries.remove("archive/version")));

        assertThat(scores()).containsExactly(1.5f, -2);
    }

    private float[] scores() throws IOException {
        try (Network network =
                Network.foreign(PLAN, ForeignProgram.read(file), Ensemble.Scores.LOGITS, ComputeDevice.CPU)) {
            return network.scores(new float[] {1.5f, -2});
        }
    }

    private void write(String type, String body) throws IOException {
        String code = """
                class Net(Module):
                  __parameters__ = ["w", ]
                  __buffers__ = []
                  training : bool
                  w : Tensor
                  def forward(self: __torch__.Net,
                    x: Tensor) -> %s:
                    %s
                """.formatted(type, body);
        Weights weights = new Weights(Map.of("w", new Tensor(List.of(2, 3), new float[6])));
        ArchiveWriter.write(file, new ScriptModule("Net", code, weights, Weights.NONE), Map.of());
    }

    @FunctionalInterface
    private interface Change {
        void to(Map<String, byte[]> entries);
    }

    private void rewrite(Change change) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        change.to(entries);
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
    }
}
