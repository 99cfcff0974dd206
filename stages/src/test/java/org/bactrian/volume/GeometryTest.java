package org.bactrian.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class GeometryTest {

    private static final Geometry GRID =
            new Geometry(new Index3(10, 20, 30), new Spacing(1, 2, 3), new Vector3(5, 6, 7), Direction.RAS);

    @Test
    void aResizedGridCoversTheSameBox() {
        Geometry resized = GRID.resized(new Index3(7, 41, 11));

        Vector3 outerFace = resized.position(-0.5, -0.5, -0.5);
        Vector3 farFace = resized.position(6.5, 40.5, 10.5);

        assertThat(outerFace.plus(-1, GRID.position(-0.5, -0.5, -0.5)).length()).isCloseTo(0, within(1e-12));
        assertThat(farFace.plus(-1, GRID.position(9.5, 19.5, 29.5)).length()).isCloseTo(0, within(1e-12));
    }

    @Test
    void aSubGridKeepsItsVoxelsWhereTheyWere() {
        Geometry part = GRID.subGrid(new Index3(2, 3, 4), new Index3(1, 1, 1));

        assertThat(part.position(0, 0, 0)).isEqualTo(GRID.position(2, 3, 4));
    }

    @Test
    void gridsThatDifferByTheRoundingOfAHeaderCoincide() {
        Geometry rounded = new Geometry(GRID.size(), GRID.spacing(), new Vector3(5.00001, 6, 7), GRID.direction());
        Geometry mirrored = new Geometry(
                GRID.size(),
                GRID.spacing(),
                GRID.origin(),
                new Direction(new Vector3(-1, 0, 0), new Vector3(0, 1, 0), new Vector3(0, 0, 1)));
        Geometry coarser = new Geometry(GRID.size(), new Spacing(1, 2, 3.01), GRID.origin(), GRID.direction());

        assertThat(GRID.coincidesWith(rounded)).isTrue();
        assertThat(GRID.coincidesWith(mirrored)).isFalse();
        assertThat(GRID.coincidesWith(coarser)).isFalse();
        assertThat(GRID.coincidesWith(GRID.subGrid(new Index3(0, 0, 0), new Index3(9, 20, 30))))
                .isFalse();
    }

    @Test
    void ofTwoGridsThePartsThatDifferAreTold() {
        Geometry longer = new Geometry(new Index3(10, 20, 31), GRID.spacing(), GRID.origin(), GRID.direction());
        Geometry coarser =
                new Geometry(GRID.size(), new Spacing(1, 2, 3.125), new Vector3(5.00001, 6, 7), GRID.direction());
        Geometry mirrored = new Geometry(
                GRID.size(),
                GRID.spacing(),
                new Vector3(14.5, 6, 7),
                new Direction(new Vector3(-1, -0.0, 1e-17), new Vector3(0, 1, 0), new Vector3(0, 0, 1)));

        assertThat(longer.differenceFrom(GRID)).isEqualTo(new GridDifference("size 10 x 20 x 31", "size 10 x 20 x 30"));
        assertThat(coarser.differenceFrom(GRID))
                .isEqualTo(new GridDifference("spacing 1 x 2 x 3.125 mm", "spacing 1 x 2 x 3 mm"));
        assertThat(mirrored.differenceFrom(GRID))
                .isEqualTo(new GridDifference(
                        "origin (14.5, 6, 7) mm, direction (-1, 0, 0), (0, 1, 0), (0, 0, 1)",
                        "origin (5, 6, 7) mm, direction (1, 0, 0), (0, 1, 0), (0, 0, 1)"));
    }

    @Test
    void theDifferenceOfTwoGridsReadsTheSameInEveryLocale() {
        Geometry coarser = new Geometry(GRID.size(), new Spacing(1, 2, 3.125), GRID.origin(), GRID.direction());
        Locale home = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));

            assertThat(coarser.differenceFrom(GRID).found()).isEqualTo("spacing 1 x 2 x 3.125 mm");
        } finally {
            Locale.setDefault(home);
        }
    }

    @Test
    void partsThatOnlyTogetherSetGridsApartAreToldTogether() {
        Geometry other = new Geometry(GRID.size(), new Spacing(1.007, 2, 3), new Vector3(5.06, 6, 7), GRID.direction());

        assertThat(other.coincidesWith(GRID)).isFalse();
        assertThat(other.differenceFrom(GRID).found()).isEqualTo("spacing 1.007 x 2 x 3 mm, origin (5.06, 6, 7) mm");
    }

    @Test
    void gridsThatDifferInEverythingAreToldWhole() {
        double cosine = Math.cos(0.123456);
        double sine = Math.sin(0.123456);
        Geometry tilted = new Geometry(
                new Index3(1024, 1024, 1024),
                new Spacing(0.7812345, 0.7812345, 1.2345678),
                new Vector3(-1234.56789, -1234.56789, -1234.56789),
                new Direction(
                        new Vector3(-cosine, -sine, 0), new Vector3(sine, -cosine, 0), new Vector3(0, -sine, -cosine)));
        GridDifference difference = tilted.differenceFrom(GRID);

        String message = BadCaseException.of("ct.nii", "grid", difference.found(), difference.expected())
                .getMessage();

        assertThat(message)
                .contains("size 1024 x 1024 x 1024, spacing 0.781", "origin (-1234.56", "direction (-0.992", ", -0.992")
                .doesNotContain("...");
    }

    @Test
    void aSpacingThatIsNotANumberIsRefused() {
        assertThatThrownBy(() -> new Spacing(1, Double.NaN, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("positive and finite");
    }

    @Test
    void axesInOnePlaneAreRefused() {
        Vector3 right = new Vector3(1, 0, 0);

        assertThatThrownBy(() -> new Direction(right, right, new Vector3(0, 0, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one plane");
    }

    @Test
    void aPositionInMemoryNamesItsVoxel() {
        assertThat(new Index3(10, 20, 30).voxelAt(7 + 10 * (19 + 20 * 3))).isEqualTo(new Index3(7, 19, 3));
    }

    @Test
    void theNumberOfVoxelsDoesNotOverflow() {
        assertThat(new Index3(2000, 2000, 600).product()).isEqualTo(2_400_000_000L);
    }
}
