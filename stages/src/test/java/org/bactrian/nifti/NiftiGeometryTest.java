package org.bactrian.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteOrder;
import java.nio.file.Path;
import org.bactrian.volume.Direction;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Vector3;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NiftiGeometryTest {

    private static final double[] TURNED_SFORM = {0, -2, 0, 10, 1, 0, 0, 20, 0, 0, 3, 30};

    /** A quarter turn about z: sin 45 degrees. */
    private static final double[] TURNED_QFORM = {0, 0, Math.sqrt(0.5), 10, 20, 30};

    private static final double[] STRAIGHT_QFORM = {0, 0, 0, -1, -2, -3};

    private final Path folder;

    NiftiGeometryTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aPositiveSformCodeMakesTheMatrixCount(int version) {
        HandMadeNifti made = HandMadeNifti.of(version, ByteOrder.BIG_ENDIAN, 2, 1)
                .sform(2, TURNED_SFORM)
                .qform(1, STRAIGHT_QFORM);

        Geometry geometry = geometry(made);

        assertThat(geometry.origin()).isEqualTo(new Vector3(10, 20, 30));
        assertThat(geometry.position(1, 1, 1)).isEqualTo(new Vector3(8, 21, 33));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void withoutSformTheRotationCounts(int version) {
        HandMadeNifti made = HandMadeNifti.of(version, ByteOrder.LITTLE_ENDIAN, 2, 1)
                .sform(0, STRAIGHT_QFORM)
                .qform(1, TURNED_QFORM);

        Vector3 position = geometry(made).position(1, 1, 1);

        assertThat(position.plus(-1, new Vector3(8, 21, 33)).length()).isCloseTo(0, within(1e-6));
    }

    @Test
    void aNegativeFirstPixdimMirrorsTheThirdAxisOfTheRotation() {
        HandMadeNifti made = HandMadeNifti.ofBytes().pixdim(-1, 1, 2, 3).qform(1, STRAIGHT_QFORM);

        Vector3 position = geometry(made).position(0, 0, 1);

        assertThat(position).isEqualTo(new Vector3(-1, -2, -6));
    }

    @Test
    void halfATurnIsARotation() {
        HandMadeNifti made = HandMadeNifti.ofBytes().qform(1, 0, 0, 1, 0, 0, 0);

        Direction direction = geometry(made).direction();

        assertThat(direction.x()).isEqualTo(new Vector3(-1, 0, 0));
        assertThat(direction.y()).isEqualTo(new Vector3(0, -1, 0));
        assertThat(direction.z()).isEqualTo(new Vector3(0, 0, 1));
    }

    @Test
    void withoutAnyFormTheGridStartsAtTheOrigin() {
        Geometry geometry = geometry(HandMadeNifti.ofBytes());

        assertThat(geometry).isEqualTo(Geometry.of(new Index3(3, 2, 2), new Spacing(1, 2, 3)));
    }

    @Test
    void spacingIsTheStoredFloatWidened() {
        HandMadeNifti made = HandMadeNifti.ofBytes().pixdim(1, 0.976562, 0.976562, 5);

        double spacingMm = geometry(made).spacing().x();

        assertThat(spacingMm).isEqualTo(0.9765620231628418);
    }

    @Test
    void theSecondVersionKeepsDoubles() {
        HandMadeNifti made = HandMadeNifti.of(2, ByteOrder.LITTLE_ENDIAN, 2, 1).pixdim(1, 0.976562, 0.976562, 5);

        double spacingMm = geometry(made).spacing().x();

        assertThat(spacingMm).isEqualTo(0.976562);
    }

    @Test
    void metresAreTurnedIntoMillimetres() {
        HandMadeNifti made = HandMadeNifti.of(2, ByteOrder.LITTLE_ENDIAN, 2, 1)
                .pixdim(1, 0.001, 0.002, 0.003)
                .units(1)
                .sform(1, 0.001, 0, 0, 0.5, 0, 0.002, 0, 0, 0, 0, 0.003, 0);

        Geometry geometry = geometry(made);

        assertThat(geometry.spacing().z()).isCloseTo(3, within(1e-12));
        assertThat(geometry.origin().x()).isCloseTo(500, within(1e-9));
    }

    @Test
    void axesThatDimDoesNotCountHaveOneVoxel() {
        HandMadeNifti made = HandMadeNifti.ofBytes().dim(2, 6, 2, 9, 9).pixdim(1, 1, 2, 0);

        Geometry geometry = geometry(made);

        assertThat(geometry.size()).isEqualTo(new Index3(6, 2, 1));
    }

    @Test
    void aSliceInAFileOfTwoAxesLiesFarFromAnyOther() {
        HandMadeNifti made = HandMadeNifti.ofBytes()
                .dim(2, 6, 2, 9, 9)
                .pixdim(1, 1, 2, 3)
                .sform(1, 1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 3, 0);

        assertThat(geometry(made).spacing()).isEqualTo(new Spacing(1, 2, 999 * 2));
    }

    @Test
    void aFourthAxisOfOneIsNoSeries() {
        HandMadeNifti made = HandMadeNifti.ofBytes().dim(4, 3, 2, 2, 1);

        assertThat(geometry(made).size()).isEqualTo(new Index3(3, 2, 2));
    }

    @Test
    void voxelsStartWhereTheOffsetSays() {
        byte[] plain = HandMadeNifti.ofBytes().voxelOffset(368).voxelBytes(9).toBytes();
        byte[] extended = new byte[368 + HandMadeNifti.VOXELS];
        System.arraycopy(plain, 0, extended, 0, 352);
        extended[368] = 7;

        NiftiImage image = NiftiReader.read(HandMadeNifti.write(folder.resolve("extended.nii"), extended));

        assertThat(image.volume().at(0, 0, 0)).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aSlopeThatIsNoneLeavesVoxelsAsStored(double slope) {
        HandMadeNifti made = HandMadeNifti.ofBytes().scaling(slope, 100).voxelBytes(7);

        NiftiImage image = NiftiReader.read(made.writeTo(folder.resolve("scan.nii")));

        assertThat(image.header().scaling()).isEqualTo(Scaling.NONE);
        assertThat(image.volume().at(0, 0, 0)).isEqualTo(7);
    }

    private Geometry geometry(HandMadeNifti made) {
        return NiftiReader.readHeader(made.writeTo(folder.resolve("scan.nii"))).geometry();
    }
}
