package org.bactrian.checkpoint.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bactrian.checkpoint.nnunet.ModelWishes;
import org.bactrian.checkpoint.pickle.PickleWriter;
import org.bactrian.checkpoint.pickle.Storage;
import org.bactrian.checkpoint.pickle.StorageType;
import org.bactrian.checkpoint.pickle.StoredTensor;
import org.bactrian.torchscript.StoredZip;
import org.bactrian.torchscript.Tensor;
import org.bactrian.volume.BadCaseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Model folders of nnU-Net that were cut off, altered, or made to do harm. */
class HostileModelsTest {

    private static final String FIRST = "encoder.stages.0.0.convs.0.conv.weight";
    private static final long TERA = 1_000_000_000_000L;

    private final Path temporary;

    HostileModelsTest(@TempDir Path temporary) {
        this.temporary = temporary;
    }

    /** What is done to a sound model's folder. */
    @FunctionalInterface
    private interface Damage {
        void to(Path folder) throws IOException;
    }

    /** A damage, and what the refusal must say. */
    private record Hostile(String name, Damage damage, List<String> told) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Hostile hostile(String name, Damage damage, String... told) {
        return new Hostile(name, damage, List.of(told));
    }

    @Test
    void theModelIsSoundBeforeItIsDamaged() throws IOException {
        Path folder = SmallModel.folder(temporary);
        SmallModel.write(folder, SmallModel.state(folder));

        assertThat(ModelSource.open(folder, ModelWishes.USUAL).labels())
                .containsExactly("background", "kidney", "tumor");
    }

    @ParameterizedTest
    @MethodSource({"pickles", "tensors", "states", "plans"})
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void aHostileModelIsRefusedByNameAndNothingOfItRuns(Hostile hostile) throws IOException {
        Path folder = SmallModel.folder(temporary);
        hostile.damage().to(folder);

        assertThatThrownBy(() -> ModelSource.open(folder, ModelWishes.USUAL))
                .isInstanceOfAny(BadCaseException.class, IllegalArgumentException.class)
                .hasMessageContainingAll(hostile.told().toArray(String[]::new));
        assertThat(temporary.resolve("harm")).doesNotExist();
        assertThat(Path.of("harm")).doesNotExist();
    }

    static Stream<Hostile> pickles() {
        String checkpoint = "fold_0/checkpoint_final.pth";
        return Stream.of(
                hostile("cut off", HostileModelsTest::cutInHalf, checkpoint, "zip"),
                hostile("empty", folder -> Files.write(checkpoint(folder), new byte[0]), checkpoint),
                hostile("calls os.system", pickle("cos\nsystem\n(S'touch harm'\ntR."), checkpoint, "os.system"),
                hostile("calls posix.system", pickle("cposix\nsystem\n(S'touch harm'\ntR."), "posix.system"),
                hostile("calls eval", pickle("cbuiltins\neval\n(S'open(\"harm\",\"w\")'\ntR."), "builtins.eval"),
                hostile("calls getattr", pickle("cbuiltins\ngetattr\n(S'a'\nS'b'\ntR."), "builtins.getattr"),
                hostile("names a class for later", pickle("csubprocess\nPopen\n."), "subprocess.Popen"),
                hostile("instance opcode", pickle("(ios\nsystem\n."), checkpoint, "instruction"),
                hostile("extension registry", pickle("\u0082\u0001."), checkpoint, "instruction"),
                hostile("nests a million deep", pickle(")" + "\u0085".repeat(1_000_000) + "."), checkpoint),
                hostile(
                        "nests a million deep in a dictionary",
                        pickle("}X\u0009\u0000\u0000\u0000init_args)" + "\u0085".repeat(1_000_000) + "s."),
                        checkpoint,
                        "deep"),
                hostile("holds itself", pickle("}X\u0009\u0000\u0000\u0000init_args]q\u0000h\u0000as."), checkpoint),
                hostile("marks without end", pickle("(".repeat(3_000_000)), checkpoint, "instructions"),
                hostile(
                        "text of a terabyte",
                        pickle("\u008d\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000."),
                        "length"),
                hostile("text of negative length", pickle("\u008d" + "\u00ff".repeat(8) + "."), "length"),
                hostile("recalls what was never remembered", pickle("h\u0005."), "memory"),
                hostile("pops what is not there", pickle("0."), "stack"),
                hostile("number of a gigabyte", pickle("\u008b\u0000\u0000\u0000@."), "number"),
                hostile("no dictionary", pickle("]."), checkpoint, "a dictionary"));
    }

    static Stream<Hostile> tensors() {
        return Stream.of(
                hostile("a tera of elements", tensor(4, 0, List.of(1_000_000, 1_000_000), List.of(0, 0)), "tensor"),
                hostile("a storage of a tera", tensor(TERA, 0, List.of(4), List.of(1)), "data/0"),
                hostile(
                        "storage of a size that overflows",
                        tensor(Long.MAX_VALUE / 2, 0, List.of(4), List.of(1)),
                        "claims"),
                hostile("storage of negative size", tensor(-4, 0, List.of(1), List.of(1)), ".pth"),
                hostile("reaches out of its storage", tensor(4, 2, List.of(4), List.of(1)), "reaches out"),
                hostile("negative stride", tensor(4, 3, List.of(4), List.of(-1)), "strides [-1]"),
                hostile("negative offset", tensor(4, -1, List.of(1), List.of(1)), "at -1"),
                hostile(
                        "strides that overflow",
                        tensor(4, 0, List.of(2_000_000_000, 2), List.of(2_000_000_000, 1)),
                        ".pth"),
                hostile("empty axis", tensor(4, 0, List.of(0), List.of(1)), "shape [0]"));
    }

    static Stream<Hostile> states() {
        return Stream.of(
                hostile(
                        "another shape",
                        changed((state, folder) -> state.put(FIRST, Tensor.zeros(List.of(4, 1, 3, 3, 1)))),
                        "differs"),
                hostile(
                        "another network",
                        changed((state, folder) -> state.replaceAll(
                                (name, tensor) -> name.contains("conv.weight") || name.contains("all_modules.0.weight")
                                        ? Tensor.zeros(List.of(1))
                                        : tensor)),
                        FIRST,
                        "has shape [1] instead of [4, 1, 3, 3, 3]"),
                hostile(
                        "missing tensors",
                        changed((state, folder) -> state.keySet().removeIf(name -> name.contains("seg_layers"))),
                        "decoder.seg_layers.0.weight is missing"),
                hostile(
                        "extra tensors",
                        changed((state, folder) -> state.put("backdoor.weight", Tensor.zeros(List.of(1)))),
                        "backdoor.weight is left over"),
                hostile(
                        "a duplicate that differs",
                        changed((state, folder) -> state.put("decoder." + FIRST, Tensor.zeros(List.of(4, 1, 3, 3, 3)))),
                        "decoder." + FIRST,
                        "differs"),
                hostile(
                        "weights that are no numbers",
                        changed((state, folder) -> state.replaceAll((name, tensor) -> filled(tensor))),
                        FIRST,
                        "NaN"),
                hostile(
                        "no state dict",
                        folder -> write(
                                folder, PickleWriter.write(Map.of("init_args", Map.of("configuration", "3d_fullres")))),
                        "network_weights"),
                hostile("no fold", folder -> Files.delete(checkpoint(folder)), "fold_0"));
    }

    static Stream<Hostile> plans() {
        return Stream.of(
                hostile("plans cut off", replaced("plans.json", "\"configurations\"", "\"conf"), "plans.json"),
                hostile(
                        "plans too large",
                        folder -> Files.write(folder.resolve("plans.json"), new byte[1 << 25]),
                        "plans.json",
                        "size"),
                hostile(
                        "plans that nest without end",
                        folder -> Files.writeString(folder.resolve("plans.json"), "[".repeat(5_000_000)),
                        "plans.json"),
                hostile(
                        "absurd patch",
                        plan("patch_size", "[2000000000, 2000000000, 2000000000]"),
                        "plans.json",
                        "patch"),
                hostile("negative patch", plan("patch_size", "[-8, 16, 16]"), "plans.json", "patch"),
                hostile("patch of texts", plan("patch_size", "[\"a\", 16, 16]"), "patch_size"),
                hostile(
                        "a million stages",
                        plan(
                                "features_per_stage",
                                Stream.generate(() -> "4")
                                        .limit(1_000_000)
                                        .toList()
                                        .toString()),
                        "plans.json",
                        "features"),
                hostile("stages without end", plan("n_conv_per_stage", "1000000000"), "plans.json"),
                hostile(
                        "kernels of a kilometre",
                        plan("kernel_sizes", "[[1000001, 3, 3], [3, 3, 3]]"),
                        "plans.json",
                        "kernels"),
                hostile("another architecture", plan("network_class_name", "\"evil.Net\""), "network_class_name"),
                hostile("no number", plan("eps", "\"small\""), "eps"),
                hostile("a truth that is a list", plan("affine", "[]"), "affine", "true or false"),
                hostile("a variance below nothing", plan("eps", "-1"), "plans.json", "eps"),
                hostile("a slope without end", plan("negative_slope", "1e999"), "negative_slope"),
                hostile("spacing that is none", plan("spacing", "[0, -1, 4]"), "plans.json"),
                hostile("axes that are none", plan("transpose_forward", "[0, 0, 7]"), "transpose_forward"),
                hostile("another configuration", replaced("plans.json", "\"3d_fullres\"", "\"2d\""), "3d_fullres"),
                hostile(
                        "inherits in a circle",
                        replaced("plans.json", "\"patch_size\"", "\"inherits_from\": \"3d_fullres\", \"patch_size\""),
                        "inherits_from",
                        "circle"),
                hostile("labels of another type", dataset("{\"labels\": [1, 2]}"), "dataset.json", "labels"),
                hostile(
                        "labels with a gap",
                        dataset("{\"labels\": {\"background\": 0, \"kidney\": 7}}"),
                        "dataset.json",
                        "labels"),
                hostile(
                        "labels that overflow",
                        dataset("{\"labels\": {\"background\": 0, \"kidney\": 99999999999}}"),
                        "labels"),
                hostile(
                        "a region of a billion",
                        dataset(
                                "{\"labels\": {\"background\": 0, \"a\": [1, 2], \"b\": [2]}, \"regions_class_order\": [1, 1000000000]}"),
                        "regions_class_order"),
                hostile("dataset that is none", dataset("null"), "dataset.json"));
    }

    private static Path checkpoint(Path folder) {
        return folder.resolve(SmallModel.CHECKPOINT);
    }

    private static void cutInHalf(Path folder) throws IOException {
        byte[] whole = Files.readAllBytes(checkpoint(folder));
        Files.write(checkpoint(folder), Arrays.copyOf(whole, whole.length / 2));
    }

    /** A checkpoint whose pickle has these bytes after its protocol. */
    private static Damage pickle(String bytes) {
        ByteArrayOutputStream pickle = new ByteArrayOutputStream();
        pickle.writeBytes(new byte[] {(byte) 0x80, 2});
        pickle.writeBytes(bytes.getBytes(StandardCharsets.ISO_8859_1));
        return folder -> write(folder, pickle.toByteArray());
    }

    private static void write(Path folder, byte[] pickle) throws IOException {
        StoredZip.write(checkpoint(folder), zip -> {
            zip.add("archive/data.pkl", pickle);
            zip.add("archive/data/0", new byte[16]);
        });
    }

    /** A checkpoint with a single tensor over a storage that really has four elements. */
    private static Damage tensor(long claimed, long offset, List<Integer> shape, List<Integer> strides) {
        StoredTensor tensor = new StoredTensor(new Storage(StorageType.FLOAT, "0", claimed), offset, shape, strides);
        return folder -> write(
                folder,
                PickleWriter.write(Map.of(
                        "init_args", Map.of("configuration", "3d_fullres"), "network_weights", Map.of(FIRST, tensor))));
    }

    /** Changes tensors of a state dict. */
    private interface Change {
        void to(Map<String, Tensor> state, Path folder);
    }

    private static Damage changed(Change change) {
        return folder -> {
            Map<String, Tensor> state = SmallModel.state(folder);
            change.to(state, folder);
            SmallModel.write(folder, state);
        };
    }

    private static Tensor filled(Tensor tensor) {
        float[] values = new float[tensor.values().length];
        Arrays.fill(values, Float.NaN);
        return new Tensor(tensor.shape(), values);
    }

    private static Damage replaced(String file, String text, String by) {
        return folder -> {
            String before = Files.readString(folder.resolve(file));
            assertThat(before).contains(text);
            Files.writeString(folder.resolve(file), before.replace(text, by));
        };
    }

    /** Gives a field of the plans, wherever it stands, another value. */
    private static Damage plan(String field, String value) {
        return folder -> {
            String before = Files.readString(folder.resolve("plans.json"));
            String after = before.replaceFirst(
                    "(\"%s\": )(\\[[^{}:]*\\]|[^,\\n]+)(,?\\n)".formatted(field), "$1" + value + "$3");
            assertThat(after).isNotEqualTo(before);
            Files.writeString(folder.resolve("plans.json"), after);
        };
    }

    private static Damage dataset(String json) {
        return folder -> Files.writeString(folder.resolve("dataset.json"), json);
    }
}
