package org.bactrian.torchscript;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveRoundTripTest {

    private final TimeZone home = TimeZone.getDefault();

    @AfterEach
    void comeHome() {
        TimeZone.setDefault(home);
    }

    @Test
    void anArchiveReadBackIsWhatWasWritten(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("module.pt");
        byte[] manifest = "{\"labels\": 3}".getBytes(StandardCharsets.UTF_8);

        ArchiveWriter.write(file, module(), Map.of("manifest.json", manifest));

        try (TorchScriptArchive archive = TorchScriptArchive.open(file)) {
            ScriptModule read = archive.module();
            assertThat(read.className()).isEqualTo("Twice");
            assertThat(read.code()).isEqualTo(module().code());
            assertThat(read.parameters().names()).containsExactly("weight", "bias");
            assertThat(read.parameters().get("weight").shape()).containsExactly(2, 3);
            assertThat(read.parameters().get("weight").values()).containsExactly(1, 2, 3, 4, 5, 6);
            assertThat(read.buffers().get("momentum_weight").values()).containsExactly(-1, Float.MIN_VALUE);
            assertThat(archive.extra("manifest.json")).hasValue(manifest);
            assertThat(archive.extra("nothing.json")).isEmpty();
        }
    }

    @Test
    void equalModulesGiveEqualBytesInEveryTimeZone(@TempDir Path folder) throws IOException {
        Path first = folder.resolve("first.pt");
        Path second = folder.resolve("second.pt");

        ArchiveWriter.write(first, module(), Map.of("b", new byte[1], "a", new byte[2]));
        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
        ArchiveWriter.write(second, module(), Map.of("a", new byte[2], "b", new byte[1]));

        assertThat(second).hasSameBinaryContentAs(first);
    }

    @Test
    void nothingIsLeftBesideTheArchive(@TempDir Path folder) throws IOException {
        ArchiveWriter.write(folder.resolve("module.pt"), module(), Map.of());

        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("module.pt"));
        }
    }

    static ScriptModule module() {
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        parameters.put("weight", new Tensor(List.of(2, 3), new float[] {1, 2, 3, 4, 5, 6}));
        parameters.put("bias", new Tensor(List.of(1), new float[] {0.5f}));
        Weights buffers =
                new Weights(Map.of("momentum_weight", new Tensor(List.of(2), new float[] {-1, Float.MIN_VALUE})));
        return new ScriptModule("Twice", "class Twice(Module):\n  training : bool\n", new Weights(parameters), buffers);
    }
}
