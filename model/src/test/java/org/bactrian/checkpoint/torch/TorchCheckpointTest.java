package org.bactrian.checkpoint.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bactrian.checkpoint.pickle.PickleWriter;
import org.bactrian.checkpoint.pickle.Storage;
import org.bactrian.checkpoint.pickle.StorageType;
import org.bactrian.checkpoint.pickle.StoredTensor;
import org.bactrian.torchscript.StoredZip;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TorchCheckpointTest {

    /** Views of a storage that holds 0, 1, 2, ... 11; what they show is what torch's {@code as_strided} does. */
    private static Stream<Arguments> views() {
        return Stream.of(
                view("the whole", 0, List.of(3, 4), List.of(4, 1), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
                view("a part", 5, List.of(2, 2), List.of(2, 1), 5, 6, 7, 8),
                view("transposed", 0, List.of(4, 3), List.of(1, 4), 0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11),
                view("every second", 1, List.of(3), List.of(2), 1, 3, 5),
                view("one value spread", 7, List.of(3), List.of(0), 7, 7, 7),
                view("an axis of one with any stride", 4, List.of(2, 1, 2), List.of(2, 99, 1), 4, 5, 6, 7),
                view("columns", 2, List.of(3, 2), List.of(4, 1), 2, 3, 6, 7, 10, 11),
                view("a single value", 3, List.of(), List.of(), 3));
    }

    private static Arguments view(
            String name, long offset, List<Integer> shape, List<Integer> strides, float... expected) {
        return Arguments.of(name, offset, shape, strides, expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("views")
    void aTensorIsWhatItsViewOfTheStorageShows(
            String name,
            long offset,
            List<Integer> shape,
            List<Integer> strides,
            float[] expected,
            @TempDir Path folder)
            throws IOException {
        for (StorageType type : StorageType.values()) {
            Path file = folder.resolve(type + ".pth");
            StoredTensor tensor = new StoredTensor(new Storage(type, "0", 12), offset, shape, strides);
            write(file, tensor, counting(type));

            try (TorchCheckpoint checkpoint = TorchCheckpoint.open(file)) {
                assertThat(checkpoint.weights("state").get("t").values())
                        .as("%s", type)
                        .containsExactly(expected);
                assertThat(checkpoint.weights("state").get("t").shape()).isEqualTo(shape);
            }
        }
    }

    private static void write(Path file, StoredTensor tensor, byte[] numbers) throws IOException {
        StoredZip.write(file, zip -> {
            zip.add("archive/data.pkl", PickleWriter.write(Map.of("state", Map.of("t", tensor))));
            zip.add("archive/data/0", numbers);
        });
    }

    /** 0, 1, ... 11 as torch stores them. */
    private static byte[] counting(StorageType type) {
        ByteBuffer bytes = ByteBuffer.allocate(12 * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        Stream.iterate(0, i -> i + 1).limit(12).forEach(i -> put(bytes, type, i));
        return bytes.array();
    }

    private static void put(ByteBuffer bytes, StorageType type, int value) {
        switch (type) {
            case FLOAT -> bytes.putFloat(value);
            case DOUBLE -> bytes.putDouble(value);
            case HALF -> bytes.putShort(half(value));
            case BFLOAT16 -> bytes.putShort((short) (Float.floatToIntBits(value) >> 16));
            case LONG -> bytes.putLong(value);
            case INT -> bytes.putInt(value);
            case SHORT -> bytes.putShort((short) value);
            case CHAR, BYTE, BOOL -> bytes.put((byte) value);
        }
    }

    /** IEEE 754's binary16 of a small whole number: fifteen is added to the exponent, ten bits follow the first. */
    private static short half(int value) {
        int exponent = value == 0 ? 0 : 31 - Integer.numberOfLeadingZeros(value);
        return (short) (value == 0 ? 0 : ((exponent + 15) << 10) | ((value << (10 - exponent)) & 0x3ff));
    }
}
