package org.bactrian.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.bactrian.volume.BadCaseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each fault is refused with the file's name, the field, the value and what was expected. */
class NiftiBadFilesTest {

    private static final int ONE_VOXEL_FILE_BYTES = 353;

    private final Path folder;

    NiftiBadFilesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void aMissingFileIsRefused() {
        assertRefused(folder.resolve("scan.nii"), "file", "missing");
    }

    @Test
    void aFolderIsRefused() {
        BadCaseException refusal = refusal(folder);

        assertThat(refusal.field()).isEqualTo("file");
        assertThat(refusal.value()).isEqualTo("no file");
    }

    @Test
    void anEmptyFileIsRefused() {
        assertRefused(file(new byte[0]), "length", "0");
    }

    @Test
    void textIsRefused() {
        byte[] text = "This is a letter, no scan.\n".repeat(40).getBytes(StandardCharsets.UTF_8);

        assertRefused(file(text), "sizeof_hdr", "1936287828");
    }

    @Test
    void packedTextIsRefused() {
        assertRefused(file(HandMadeNifti.gzip("no scan".getBytes(StandardCharsets.UTF_8))), "sizeof_hdr", "1931505518");
    }

    @Test
    void aHeaderCutShortIsRefused() {
        assertRefused(file(Arrays.copyOf(HandMadeNifti.ofBytes().toBytes(), 200)), "length", "200");
    }

    @Test
    void voxelsCutShortAreRefused() {
        byte[] whole = HandMadeNifti.ofFloats().toBytes();

        assertRefused(file(Arrays.copyOf(whole, whole.length - 1)), "dim", "3 x 2 x 2 float32");
    }

    @Test
    void aPackedFileCutShortIsRefused() {
        byte[] packed = HandMadeNifti.gzip(noise());

        assertRefused(file(Arrays.copyOf(packed, packed.length - 20)), "length", "too short");
    }

    @Test
    void packedVoxelsCutShortAreRefused() {
        byte[] whole = HandMadeNifti.ofFloats().toBytes();

        assertRefused(file(HandMadeNifti.gzip(Arrays.copyOf(whole, whole.length - 1))), "length", "too short");
    }

    @Test
    void aWrongChecksumIsRefused() {
        byte[] packed = HandMadeNifti.gzip(HandMadeNifti.ofBytes().toBytes());
        packed[packed.length - 8] ^= 1;

        assertRefused(file(packed), "gzip", "Corrupt GZIP trailer");
    }

    @Test
    void damagedPackingIsRefused() {
        byte[] packed = HandMadeNifti.gzip(noise());
        for (int i = packed.length - 30; i < packed.length - 20; i++) {
            packed[i] ^= 0x55;
        }

        assertThat(refusal(file(packed)).field()).isEqualTo("gzip");
    }

    @Test
    void whatFollowsThePackedFileIsIgnored() {
        byte[] packed = HandMadeNifti.gzip(HandMadeNifti.ofBytes().voxelBytes(5).toBytes());
        byte[] followed = Arrays.copyOf(packed, packed.length + 100);

        NiftiImage image = NiftiReader.read(file(followed));

        assertThat(image.volume().at(0, 0, 0)).isEqualTo(5);
    }

    @Test
    void aPairOfHeaderAndImageIsRefused() {
        assertRefused(HandMadeNifti.ofBytes().magic("ni1\0"), "magic", "that of a pair of .hdr and .img");
        assertRefused(
                HandMadeNifti.of(2, ByteOrder.LITTLE_ENDIAN, 2, 1).magic("ni2\0\r\n\032\n"),
                "magic",
                "that of a pair of .hdr and .img");
    }

    @Test
    void aHeaderWithoutMagicIsRefused() {
        assertRefused(HandMadeNifti.ofBytes().magic("\0\0\0\0"), "magic", "unknown");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sizesThatLieAreRefused(boolean packed) {
        byte[] tooMany = HandMadeNifti.ofBytes().dim(3, 32767, 32767, 32767).toBytes();
        byte[] fewer = HandMadeNifti.ofBytes().dim(3, 1000, 1000, 2000).toBytes();

        assertRefused(file(packed ? HandMadeNifti.gzip(tooMany) : tooMany), "dim", "32767 x 32767 x 32767");
        assertRefused(file(packed ? HandMadeNifti.gzip(fewer) : fewer), "dim", "1000 x 1000 x 2000 uint8");
    }

    @Test
    void sizesBeyondALongAreRefused() {
        HandMadeNifti made = HandMadeNifti.of(2, ByteOrder.LITTLE_ENDIAN, 2, 1)
                .dim(3, Integer.MAX_VALUE - 16, Integer.MAX_VALUE - 16, Integer.MAX_VALUE - 16);

        assertRefused(made, "dim", "2147483631 x 2147483631 x 2147483631");
    }

    @Test
    void aVolumeBeyondTheMemoryIsRefused() {
        byte[] content = new byte[9_000_000];
        new Random(1).nextBytes(content);
        byte[] header = HandMadeNifti.of(1, ByteOrder.LITTLE_ENDIAN, 16, 4)
                .dim(3, 1290, 1290, 1290)
                .toBytes();
        System.arraycopy(header, 0, content, 0, ONE_VOXEL_FILE_BYTES);

        long voxelBytes = 4L * 1290 * 1290 * 1290;
        assumeTrue(Runtime.getRuntime().maxMemory() < voxelBytes, "this JVM could hold the volume");
        BadCaseException refusal = refusal(file(HandMadeNifti.gzip(content)));

        assertThat(refusal.value()).isEqualTo("1290 x 1290 x 1290 float32, which needs 8587 MB");
        assertThat(refusal.expected()).contains("MB left to this Java machine");
    }

    @Test
    void moreVoxelsThanAnArrayHoldsAreRefusedNamingTheLimit() {
        HandMadeNifti made = HandMadeNifti.ofBytes().dim(3, 2000, 2000, 600);

        assertRefused(made, "dim", "2000 x 2000 x 600");
        assertThat(refusal(made).expected()).isEqualTo("at most 2147483631 voxels");
    }

    @ParameterizedTest
    @CsvSource({"0", "-3"})
    void aSizeBelowOneIsRefused(int size) {
        assertRefused(HandMadeNifti.ofBytes().dim(3, 3, size, 2), "dim[2]", String.valueOf(size));
    }

    @ParameterizedTest
    @CsvSource({"0", "8", "-1"})
    void aNumberOfAxesOutsideTheStandardIsRefused(int axes) {
        assertRefused(HandMadeNifti.ofBytes().dim(axes), "dim[0]", String.valueOf(axes));
    }

    @Test
    void aSeriesIsRefused() {
        assertRefused(HandMadeNifti.ofBytes().dim(4, 3, 2, 1, 2), "dim[4]", "2");
    }

    @ParameterizedTest
    @CsvSource({"NaN, NaN", "0, 0", "-2, -2", "Infinity, Infinity"})
    void aSpacingThatIsNoneIsRefused(double spacing, String shown) {
        assertRefused(HandMadeNifti.ofBytes().pixdim(1, 1, spacing, 3), "pixdim[2]", shown);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "32, 32 (complex64)", "128, 128 (rgb24)", "1792, 1792 (complex128)", "9999, 9999"})
    void aTypeThatHoldsNoRealNumberIsRefused(int code, String shown) {
        assertRefused(HandMadeNifti.ofBytes().dataType(code), "datatype", shown);
    }

    @Test
    void aFlatMatrixIsRefused() {
        HandMadeNifti made = HandMadeNifti.ofBytes().sform(1, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0);

        assertThat(refusal(made).field()).isEqualTo("srow");
    }

    @Test
    void aMatrixOfZerosIsRefused() {
        assertRefused(HandMadeNifti.ofBytes().sform(1), "length of srow column 1", "0");
    }

    @Test
    void aMatrixThatIsNotANumberIsRefused() {
        HandMadeNifti made = HandMadeNifti.ofBytes().sform(1, Double.NaN);

        assertRefused(made, "length of srow column 1", "NaN");
    }

    @Test
    void aMatrixThatContradictsTheSpacingIsRefused() {
        HandMadeNifti made = HandMadeNifti.ofBytes().sform(1, 1, 0, 0, 0, 0, 4, 0, 0, 0, 0, 3, 0);

        assertRefused(made, "length of srow column 2", "4");
    }

    @Test
    void anOffsetThatIsNotANumberIsRefused() {
        HandMadeNifti made = HandMadeNifti.ofBytes().qform(1, 0, 0, 0, 0, Double.NaN, 0);

        assertThat(refusal(made).field()).isEqualTo("offset of the grid");
    }

    @Test
    void aQuaternionThatIsNoneIsRefused() {
        assertThat(refusal(HandMadeNifti.ofBytes().qform(1, 1, 1, 0, 0, 0, 0)).field())
                .isEqualTo("quatern");
        assertThat(refusal(HandMadeNifti.ofBytes().qform(1, Double.NaN, 0, 0, 0, 0, 0))
                        .field())
                .isEqualTo("quatern");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "351, 351", "352.5, 352.5", "1e9, 1000000000", "NaN, NaN", "-352, -352"})
    void anOffsetOutsideTheFileIsRefused(double offset, String shown) {
        assertRefused(HandMadeNifti.ofBytes().voxelOffset(offset), "vox_offset", shown);
    }

    @Test
    void anInterceptThatIsNotANumberIsRefused() {
        assertRefused(HandMadeNifti.ofBytes().scaling(1, Double.NaN), "scl_inter", "NaN");
    }

    @Test
    void intensitiesThatAreNotNumbersAreRefusedWithTheirCount() {
        HandMadeNifti made = HandMadeNifti.ofFloats();
        made.voxels().putFloat(4, Float.NaN).putFloat(8, Float.POSITIVE_INFINITY);

        assertRefused(made, "voxels", "2 of them not finite");
    }

    @ParameterizedTest
    @CsvSource({"1.5, 1.5", "-1, -1", "65536, 65536", "NaN, NaN"})
    void aLabelThatIsNoneIsRefused(float label, String shown) {
        HandMadeNifti made = HandMadeNifti.ofFloats();
        made.voxels().putFloat(8, label);
        Path file = made.writeTo(folder.resolve("scan.nii"));

        BadCaseException refusal = catchThrowableOfType(BadCaseException.class, () -> NiftiReader.readLabels(file));

        assertThat(refusal.field()).isEqualTo("voxel 2");
        assertThat(refusal.value()).isEqualTo(shown);
    }

    private void assertRefused(HandMadeNifti made, String field, String value) {
        assertRefused(file(made.toBytes()), field, value);
    }

    private void assertRefused(Path file, String field, String value) {
        BadCaseException refusal = refusal(file);
        assertThat(refusal.source()).isEqualTo("scan.nii");
        assertThat(refusal.field()).isEqualTo(field);
        assertThat(refusal.value()).isEqualTo(value);
        assertThat(refusal).hasMessageNotContaining(folder.toString());
    }

    private BadCaseException refusal(HandMadeNifti made) {
        return refusal(file(made.toBytes()));
    }

    private static BadCaseException refusal(Path file) {
        return catchThrowableOfType(BadCaseException.class, () -> NiftiReader.read(file));
    }

    private Path file(byte[] content) {
        return HandMadeNifti.write(folder.resolve("scan.nii"), content);
    }

    private static byte[] noise() {
        HandMadeNifti made = HandMadeNifti.ofFloats();
        byte[] random = new byte[4 * HandMadeNifti.VOXELS];
        new Random(5).nextBytes(random);
        made.voxels().put(random);
        return made.toBytes();
    }
}
