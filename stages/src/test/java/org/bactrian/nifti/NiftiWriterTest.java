package org.bactrian.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.bactrian.volume.Direction;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Vector3;
import org.bactrian.volume.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NiftiWriterTest {

    private static final Geometry GRID = new Geometry(
            new Index3(2, 3, 1),
            new Spacing(0.5, 1.25, 5),
            new Vector3(-7, 8, 9),
            new Direction(new Vector3(0, 1, 0), new Vector3(0, 0, -1), new Vector3(1, 0, 0)));

    private final Path folder;

    NiftiWriterTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @ValueSource(strings = {"labels.nii", "labels.nii.gz"})
    void labelsOfAGridWithoutFileComeBackAsTheyWere(String name) {
        LabelMap labels = LabelMap.of(GRID, new byte[] {0, 1, 2, 3, 4, (byte) 255});

        NiftiWriter.write(folder.resolve(name), labels);

        NiftiLabels read = NiftiReader.readLabels(folder.resolve(name));
        assertThat(read.map().bytes()).isEqualTo(labels.bytes());
        assertThat(read.map().geometry()).isEqualTo(GRID);
        assertThat(read.header().voxelType()).isEqualTo(VoxelType.UINT8);
        assertThat(read.header().placement()).isEqualTo(Placement.SFORM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"labels.nii.gz", "LABELS.NII.GZ"})
    void whatIsNamedAsPackedIsPacked(String name) throws IOException {
        NiftiWriter.write(folder.resolve(name), LabelMap.of(GRID, new byte[6]));

        assertThat(Files.readAllBytes(folder.resolve(name))).startsWith(0x1f, 0x8b);
    }

    @Test
    void wideLabelsTakeTwoBytes() {
        LabelMap labels = LabelMap.of(GRID, new short[] {0, 1, 2, 300, 4, (short) 65535});

        NiftiWriter.write(folder.resolve("labels.nii.gz"), labels);

        NiftiLabels read = NiftiReader.readLabels(folder.resolve("labels.nii.gz"));
        assertThat(read.map().shorts()).isEqualTo(labels.shorts());
        assertThat(read.header().voxelType()).isEqualTo(VoxelType.UINT16);
    }

    @Test
    void asInt16IntensitiesAreRoundedAndKeptInRange() {
        Volume volume = new Volume(GRID, new float[] {-1024, 0.4f, 99.6f, -0.6f, 40_000, -40_000});

        NiftiWriter.writeInt16(folder.resolve("scan.nii.gz"), volume);

        NiftiImage read = NiftiReader.read(folder.resolve("scan.nii.gz"));
        assertThat(read.volume().voxels()).containsExactly(-1024, 0, 100, -1, 32_767, -32_768);
        assertThat(read.header().voxelType()).isEqualTo(VoxelType.INT16);
    }

    @Test
    void intensitiesOfAGridWithoutFileComeBackAsTheyWere() {
        Volume volume = new Volume(GRID, new float[] {-1024, 0.1f, 3e9f, 4, 5, 6});

        NiftiWriter.write(folder.resolve("scan.nii.gz"), volume);

        NiftiImage read = NiftiReader.read(folder.resolve("scan.nii.gz"));
        assertThat(read.volume().voxels()).isEqualTo(volume.voxels());
        assertThat(read.volume().geometry()).isEqualTo(GRID);
    }

    @Test
    void anAxisTooLongForTheFirstVersionMakesTheSecond() {
        Geometry longGrid = Geometry.of(new Index3(40_000, 1, 1), new Spacing(1, 1, 1));

        NiftiWriter.write(folder.resolve("long.nii.gz"), LabelMap.of(longGrid, new byte[40_000]));

        NiftiHeader read = NiftiReader.readHeader(folder.resolve("long.nii.gz"));
        assertThat(read.version()).isEqualTo(NiftiVersion.NIFTI_2);
        assertThat(read.geometry()).isEqualTo(longGrid);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aFileWrittenLikeAnotherHasItsGeometryBitForBitAndNoneOfItsText(int version) throws IOException {
        HandMadeNifti made = HandMadeNifti.of(version, ByteOrder.BIG_ENDIAN, 64, 8)
                .dim(4, 3, 2, 2, 1, 1, 1, 1)
                .pixdim(-1, 0.1, 0.2, 0.3, 7, 6, 5, 4)
                .units(10)
                .description("Doe^Jane")
                .scaling(2, 1)
                .sform(3, -0.1, 0, 0, 1.1, 0, 0.2, 0, 2.2, 0, 0, 0.3, 3.3)
                .qform(1, 0, 1, 0, 0.7, 0.8, 0.9);
        NiftiImage image = NiftiReader.read(made.writeTo(folder.resolve("scan.nii")));
        Path copy = folder.resolve("labels.nii");

        NiftiWriter.write(copy, LabelMap.of(image.header().geometry(), new byte[12]), image.header());

        HandMadeNifti expected = HandMadeNifti.of(version, ByteOrder.BIG_ENDIAN, 2, 1)
                .dim(4, 3, 2, 2, 1, 1, 1, 1)
                .pixdim(-1, 0.1, 0.2, 0.3, 7, 6, 5, 4)
                .units(10)
                .sform(3, -0.1, 0, 0, 1.1, 0, 0.2, 0, 2.2, 0, 0, 0.3, 3.3)
                .qform(1, 0, 1, 0, 0.7, 0.8, 0.9);
        assertThat(Files.readAllBytes(copy)).isEqualTo(expected.toBytes());
        assertThat(new String(Files.readAllBytes(copy), StandardCharsets.ISO_8859_1))
                .doesNotContain("Doe");
    }

    @Test
    void theSameLabelsGiveTheSameBytes() throws IOException {
        byte[] labels = new byte[6];
        Arrays.fill(labels, (byte) 1);

        NiftiWriter.write(folder.resolve("first.nii.gz"), LabelMap.of(GRID, labels));
        NiftiWriter.write(folder.resolve("second.nii.gz"), LabelMap.of(GRID, labels.clone()));

        byte[] first = Files.readAllBytes(folder.resolve("first.nii.gz"));
        assertThat(Files.readAllBytes(folder.resolve("second.nii.gz"))).isEqualTo(first);
        assertThat(Arrays.copyOfRange(first, 4, 8)).as("gzip's time stamp").containsOnly(0);
    }

    @Test
    void anOlderFileIsReplacedAndNothingElseIsLeft() throws IOException {
        Files.writeString(folder.resolve("labels.nii"), "older");

        NiftiWriter.write(folder.resolve("labels.nii"), LabelMap.of(GRID, new byte[6]));

        assertThat(NiftiReader.readLabels(folder.resolve("labels.nii")).map().length())
                .isEqualTo(6);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void labelsOnAnotherGridThanTheHeadersAreRefused() {
        NiftiHeader header = NiftiReader.readHeader(HandMadeNifti.ofBytes().writeTo(folder.resolve("scan.nii")));
        LabelMap labels = LabelMap.of(GRID, new byte[6]);

        assertThatThrownBy(() -> NiftiWriter.write(folder.resolve("labels.nii"), labels, header))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 x 3 x 1");
    }

    @Test
    void aFolderThatIsNotThereIsAnInputOutputFailure() {
        Path file = folder.resolve("none").resolve("labels.nii");
        LabelMap labels = LabelMap.of(GRID, new byte[6]);

        assertThatThrownBy(() -> NiftiWriter.write(file, labels))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("labels.nii");
    }
}
