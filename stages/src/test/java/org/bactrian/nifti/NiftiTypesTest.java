package org.bactrian.nifti;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Volume;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every type, byte order, version and packing against a twin that knows only {@link ByteBuffer}. */
class NiftiTypesTest {

    /** Stores a number and says which intensity it stands for. */
    @FunctionalInterface
    interface Store {
        float put(ByteBuffer voxels, int index, Random random);
    }

    record Stored(String name, int code, int bytes, Store store) {}

    record Sample(Stored type, int version, ByteOrder order, boolean packed) {}

    private static final List<Stored> TYPES = List.of(
            new Stored("uint8", 2, 1, (voxels, i, random) -> {
                int value = random.nextInt(256);
                voxels.put(i, (byte) value);
                return value;
            }),
            new Stored("int16", 4, 2, (voxels, i, random) -> {
                int value = random.nextInt(65536) - 32768;
                voxels.putShort(2 * i, (short) value);
                return value;
            }),
            new Stored("int32", 8, 4, (voxels, i, random) -> {
                int value = random.nextInt();
                voxels.putInt(4 * i, value);
                return value;
            }),
            new Stored("float32", 16, 4, (voxels, i, random) -> {
                float value = (float) (random.nextGaussian() * 1000);
                voxels.putFloat(4 * i, value);
                return value;
            }),
            new Stored("float64", 64, 8, (voxels, i, random) -> {
                double value = random.nextGaussian() * 1000;
                voxels.putDouble(8 * i, value);
                return (float) value;
            }),
            new Stored("int8", 256, 1, (voxels, i, random) -> {
                int value = random.nextInt(256) - 128;
                voxels.put(i, (byte) value);
                return value;
            }),
            new Stored("uint16", 512, 2, (voxels, i, random) -> {
                int value = random.nextInt(65536);
                voxels.putShort(2 * i, (short) value);
                return value;
            }),
            new Stored("uint32", 768, 4, (voxels, i, random) -> {
                int value = random.nextInt();
                voxels.putInt(4 * i, value);
                return Float.parseFloat(Integer.toUnsignedString(value));
            }),
            new Stored("int64", 1024, 8, (voxels, i, random) -> {
                long value = random.nextLong() >> 12;
                voxels.putLong(8 * i, value);
                return value;
            }),
            new Stored("uint64", 1280, 8, (voxels, i, random) -> {
                long value = i == 0 ? -1L : random.nextLong() & ~0xfffL;
                voxels.putLong(8 * i, value);
                return Float.parseFloat(Long.toUnsignedString(value));
            }));

    private final Path folder;

    NiftiTypesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    static Stream<Sample> samples() {
        return TYPES.stream().flatMap(type -> Stream.of(1, 2).flatMap(version -> Stream.of(
                        ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)
                .flatMap(order -> Stream.of(false, true).map(packed -> new Sample(type, version, order, packed)))));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyTypeIsReadAsItsTwinStoresIt(Sample sample) {
        HandMadeNifti made = HandMadeNifti.of(
                sample.version(),
                sample.order(),
                sample.type().code(),
                sample.type().bytes());
        float[] expected = fill(made, sample.type());
        Path file = write(made, sample.packed());

        NiftiImage image = NiftiReader.read(file);

        assertThat(image.volume().voxels()).isEqualTo(expected);
        assertThat(image.volume().geometry().size()).isEqualTo(new Index3(3, 2, 2));
        assertThat(image.header().voxelType()).hasToString(sample.type().name());
        assertThat(image.header().byteOrder()).isEqualTo(sample.order());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatIsWrittenLikeAFileIsReadBackEqual(Sample sample) {
        HandMadeNifti made = HandMadeNifti.of(
                sample.version(),
                sample.order(),
                sample.type().code(),
                sample.type().bytes());
        fill(made, sample.type());
        NiftiImage image = NiftiReader.read(write(made, sample.packed()));
        Path copy = folder.resolve(sample.packed() ? "copy.nii.gz" : "copy.nii");

        NiftiWriter.write(copy, image.volume(), image.header());

        NiftiImage again = NiftiReader.read(copy);
        assertThat(again.volume().voxels()).isEqualTo(image.volume().voxels());
        assertThat(again.header().geometry()).isEqualTo(image.header().geometry());
        assertThat(again.header().version()).isEqualTo(image.header().version());
        assertThat(again.header().byteOrder()).isEqualTo(image.header().byteOrder());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void labelsAreReadFromEveryType(Sample sample) {
        Stored type = sample.type();
        HandMadeNifti made = HandMadeNifti.of(sample.version(), sample.order(), type.code(), type.bytes());
        storeWholeNumbers(made, type);

        LabelMap map = NiftiReader.readLabels(write(made, sample.packed())).map();

        assertThat(map.bytes()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void intensitiesAreScaledInDoublePrecision(Sample sample) {
        Stored type = sample.type();
        HandMadeNifti made = HandMadeNifti.of(sample.version(), sample.order(), type.code(), type.bytes());
        storeWholeNumbers(made.scaling(0.5, -1024), type);

        Volume volume = NiftiReader.read(write(made, sample.packed())).volume();

        assertThat(volume.at(1, 0, 0)).isEqualTo(-1023.5f);
        assertThat(volume.at(2, 1, 1)).isEqualTo(-1018.5f);
    }

    private static float[] fill(HandMadeNifti made, Stored type) {
        Random random = new Random(type.code());
        float[] expected = new float[HandMadeNifti.VOXELS];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = type.store().put(made.voxels(), i, random);
        }
        return expected;
    }

    private static void storeWholeNumbers(HandMadeNifti made, Stored type) {
        ByteBuffer voxels = made.voxels();
        for (int i = 0; i < HandMadeNifti.VOXELS; i++) {
            switch (type.name()) {
                case "float32" -> voxels.putFloat(4 * i, i);
                case "float64" -> voxels.putDouble(8 * i, i);
                default -> voxels.put(i * type.bytes() + lowByte(voxels, type), (byte) i);
            }
        }
    }

    private static int lowByte(ByteBuffer voxels, Stored type) {
        return voxels.order() == ByteOrder.LITTLE_ENDIAN ? 0 : type.bytes() - 1;
    }

    private Path write(HandMadeNifti made, boolean packed) {
        byte[] content = packed ? HandMadeNifti.gzip(made.toBytes()) : made.toBytes();
        return HandMadeNifti.write(folder.resolve("scan.nii"), content);
    }
}
