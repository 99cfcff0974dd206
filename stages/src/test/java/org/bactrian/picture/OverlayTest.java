package org.bactrian.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OverlayTest {

    private static final int RED = 0xff3b30;
    private static final int GREEN = 0x34e04a;
    private static final int WHITE = 0xffffff;
    private static final int BLACK = 0;

    private static final Spacing SPACING = new Spacing(1, 1, 1);

    static Stream<Direction> directions() {
        return Stream.of(Pictures.RAS, Pictures.LPI, Pictures.IPL);
    }

    @ParameterizedTest
    @MethodSource("directions")
    void anAxialPictureHasThePatientsRightOnTheLeftAndAnteriorUp(Direction direction) {
        Volume scan = brightTowards(direction, new Vector3(1, 1, 0));

        BufferedImage picture = Overlay.axial(scan, Pictures.unlabelled(scan.geometry()), 1);

        assertBrightOnlyUpperLeft(picture);
    }

    @ParameterizedTest
    @MethodSource("directions")
    void aCoronalPictureHasThePatientsRightOnTheLeftAndSuperiorUp(Direction direction) {
        Volume scan = brightTowards(direction, new Vector3(1, 0, 1));

        BufferedImage picture = Overlay.coronal(scan, Pictures.unlabelled(scan.geometry()), 1);

        assertBrightOnlyUpperLeft(picture);
    }

    @ParameterizedTest
    @MethodSource("directions")
    void aSagittalPictureHasAnteriorOnTheLeftAndSuperiorUp(Direction direction) {
        Volume scan = brightTowards(direction, new Vector3(0, 1, 1));

        BufferedImage picture = Overlay.sagittal(scan, Pictures.unlabelled(scan.geometry()), 1);

        assertBrightOnlyUpperLeft(picture);
    }

    @ParameterizedTest
    @MethodSource("directions")
    void slicesCountAsInTheGrid(Direction direction) {
        Geometry grid = Pictures.grid(new Index3(5, 5, 5), SPACING, direction);
        int axis = Plane.AXIAL.axis(grid);
        Index3 place = new Index3(axis == 0 ? 3 : 2, axis == 1 ? 3 : 2, axis == 2 ? 3 : 2);
        LabelMap labels = Pictures.labelled(grid, place, place, 1);

        assertThat(reds(Overlay.axial(Pictures.scan(grid, 40), labels, 3))).isPositive();
        assertThat(reds(Overlay.axial(Pictures.scan(grid, 40), labels, 2))).isZero();
    }

    @Test
    void contoursLieWhereLabelsEnd() {
        // 600 pixels over ten voxels: 60 pixels a voxel
        Geometry grid = Pictures.grid(new Index3(10, 10, 1), SPACING, Pictures.LPI);
        LabelMap labels = Pictures.labelled(grid, new Index3(2, 3, 0), new Index3(6, 7, 0), 1);

        BufferedImage picture = Overlay.axial(Pictures.scan(grid, 40), labels, 0);

        assertThat(picture.getWidth()).isEqualTo(600);
        assertThat(colour(picture, 120, 330)).as("left edge of voxel 2").isEqualTo(RED);
        assertThat(colour(picture, 119, 330)).as("left of it").isNotEqualTo(RED);
        assertThat(colour(picture, 419, 330)).as("right edge of voxel 6").isEqualTo(RED);
        assertThat(colour(picture, 420, 330)).as("right of it").isNotEqualTo(RED);
        assertThat(colour(picture, 270, 180)).as("upper edge of voxel 3").isEqualTo(RED);
        assertThat(colour(picture, 270, 479)).as("lower edge of voxel 7").isEqualTo(RED);
        assertThat(colour(picture, 270, 330)).as("the inside stays grey").isEqualTo(0x808080);
    }

    @Test
    void tumoursAreGreen() {
        Geometry grid = Pictures.grid(new Index3(10, 10, 1), SPACING, Pictures.LPI);
        LabelMap labels = Pictures.labelled(grid, new Index3(2, 3, 0), new Index3(6, 7, 0), 2);

        BufferedImage picture = Overlay.axial(Pictures.scan(grid, 40), labels, 0);

        assertThat(colour(picture, 120, 330)).isEqualTo(GREEN);
    }

    @Test
    void pixelsAreSquareWhateverTheSpacing() {
        Geometry grid = Pictures.grid(new Index3(100, 50, 12), new Spacing(1, 1, 5), Pictures.RAS);
        Volume scan = Pictures.scan(grid, 0);

        BufferedImage axial = Overlay.axial(scan, Pictures.unlabelled(grid), 0);
        BufferedImage coronal = Overlay.coronal(scan, Pictures.unlabelled(grid), 0);

        assertThat(axial.getHeight()).isEqualTo(axial.getWidth() / 2);
        assertThat(coronal.getHeight()).isEqualTo(coronal.getWidth() * 60 / 100);
    }

    @Test
    void theWindowGoesFromMinus160To240() {
        Geometry grid = Pictures.grid(new Index3(4, 4, 4), SPACING, Pictures.RAS);
        LabelMap none = Pictures.unlabelled(grid);

        assertThat(colour(Overlay.axial(Pictures.scan(grid, -160), none, 0), 300, 300))
                .isEqualTo(BLACK);
        assertThat(colour(Overlay.axial(Pictures.scan(grid, 240), none, 0), 300, 300))
                .isEqualTo(WHITE);
        assertThat(colour(Overlay.axial(Pictures.scan(grid, 40), none, 0), 300, 300))
                .isEqualTo(0x808080);
    }

    @Test
    void aThinSliceIsAsHighAsThePictureMayBe() {
        Geometry grid = Pictures.grid(new Index3(1, 2000, 1), SPACING, Pictures.RAS);

        BufferedImage picture = Overlay.axial(Pictures.scan(grid, 0), Pictures.unlabelled(grid), 0);

        assertThat(picture.getWidth()).isEqualTo(1);
        assertThat(picture.getHeight()).isEqualTo(800);
    }

    @Test
    void oneVoxelIsAPictureInEveryPlane() {
        Geometry grid = Pictures.grid(new Index3(1, 1, 1), new Spacing(0.7, 0.7, 5), Pictures.IPL);
        Volume scan = Pictures.scan(grid, 0);
        LabelMap labels = Pictures.labelled(grid, new Index3(0, 0, 0), new Index3(0, 0, 0), 1);

        assertThat(Overlay.axial(scan, labels, 0).getWidth()).isPositive();
        assertThat(Overlay.coronal(scan, labels, 0).getWidth()).isPositive();
        assertThat(Overlay.sagittal(scan, labels, 0).getWidth()).isPositive();
    }

    @Test
    void labelsOfAnotherGridAreRefused() {
        Volume scan = Pictures.scan(Pictures.grid(new Index3(4, 4, 4), SPACING, Pictures.RAS), 0);
        LabelMap other = Pictures.unlabelled(Pictures.grid(new Index3(4, 4, 4), SPACING, Pictures.LPI));

        assertThatThrownBy(() -> Overlay.axial(scan, other, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSliceThatIsNotThereIsRefused() {
        Volume scan = Pictures.scan(Pictures.grid(new Index3(4, 4, 4), SPACING, Pictures.RAS), 0);
        LabelMap none = Pictures.unlabelled(scan.geometry());

        assertThatThrownBy(() -> Overlay.axial(scan, none, 4))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("0 to 3");
    }

    private static Volume brightTowards(Direction direction, Vector3 corner) {
        return Pictures.brightTowards(Pictures.grid(new Index3(4, 4, 4), SPACING, direction), corner);
    }

    private static void assertBrightOnlyUpperLeft(BufferedImage picture) {
        int nearX = picture.getWidth() / 4;
        int nearY = picture.getHeight() / 4;
        assertThat(colour(picture, nearX, nearY)).as("upper left").isEqualTo(WHITE);
        assertThat(colour(picture, 3 * nearX, nearY)).as("upper right").isEqualTo(BLACK);
        assertThat(colour(picture, nearX, 3 * nearY)).as("lower left").isEqualTo(BLACK);
        assertThat(colour(picture, 3 * nearX, 3 * nearY)).as("lower right").isEqualTo(BLACK);
    }

    private static long reds(BufferedImage picture) {
        int width = picture.getWidth();
        int[] pixels = picture.getRGB(0, 0, width, picture.getHeight(), new int[width * picture.getHeight()], 0, width);
        return Arrays.stream(pixels).filter(pixel -> (pixel & WHITE) == RED).count();
    }

    private static int colour(BufferedImage picture, int x, int y) {
        return picture.getRGB(x, y) & WHITE;
    }
}
