package org.bactrian.numeric.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bactrian.volume.Direction;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Vector3;
import org.bactrian.volume.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AxisOrderTest {

    /** KiTS files: slices along x, from head to feet. */
    private static final Geometry KITS = new Geometry(
            new Index3(2, 3, 4),
            new Spacing(5, 0.8, 0.7),
            new Vector3(100, 200, 300),
            new Direction(new Vector3(0, 0, -1), new Vector3(0, -1, 0), new Vector3(-1, 0, 0)));

    @Test
    void axesAreNamedByTheDirectionInWhichTheyGrow() {
        Geometry turned = AxisOrder.towards("RAS", KITS.direction()).of(KITS);

        assertThat(turned.direction()).isEqualTo(Direction.RAS);
        assertThat(turned.size()).isEqualTo(new Index3(4, 3, 2));
        assertThat(turned.spacing()).isEqualTo(new Spacing(0.7, 0.8, 5));
        assertThat(turned.origin()).isEqualTo(KITS.position(1, 2, 3));
    }

    @Test
    void voxelsStayWhereTheyAreInThePatient() {
        float[] voxels = new float[24];
        for (int i = 0; i < 24; i++) {
            voxels[i] = i;
        }
        Volume scan = new Volume(KITS, voxels);

        Volume turned = AxisOrder.towards("PSL", KITS.direction()).of(scan);

        assertThat(turned.at(2, 0, 3)).isEqualTo(scan.at(1, 2, 3));
        assertThat(turned.geometry().position(2, 0, 3)).isEqualTo(KITS.position(1, 2, 3));
    }

    /** Rotations by whole degrees about all three axes, and what nibabel 5's {@code io_orientation} and ITK's filter say. */
    @ParameterizedTest
    @CsvSource({
        "-42, 16, 30, 0+ 1+ 2+",
        "-37, 31, 46, 1- 2+ 0-",
        "-40, -34, -16, 0+ 2+ 1-",
        "-50, -27, -44, 1+ 2+ 0+",
        "33, 37, 30, 2+ 1+ 0-"
    })
    void ofAGridThatIsTiltedTwiceTheNearestAxisGoesFirst(int aboutX, int aboutY, int aboutZ, String expected) {
        AxisOrder order = AxisOrder.towards("RAS", tilted(aboutX, aboutY, aboutZ));

        assertThat(named(order.x()) + " " + named(order.y()) + " " + named(order.z()))
                .isEqualTo(expected);
    }

    private static String named(AxisOrder.Turned turned) {
        return turned.axis() + (turned.flipped() ? "-" : "+");
    }

    /** Turned about the fixed axes x, y and z in this order. */
    private static Direction tilted(int aboutX, int aboutY, int aboutZ) {
        double a = Math.toRadians(aboutX);
        double b = Math.toRadians(aboutY);
        double c = Math.toRadians(aboutZ);
        return new Direction(
                new Vector3(Math.cos(b) * Math.cos(c), Math.cos(b) * Math.sin(c), -Math.sin(b)),
                new Vector3(
                        Math.sin(a) * Math.sin(b) * Math.cos(c) - Math.cos(a) * Math.sin(c),
                        Math.sin(a) * Math.sin(b) * Math.sin(c) + Math.cos(a) * Math.cos(c),
                        Math.sin(a) * Math.cos(b)),
                new Vector3(
                        Math.cos(a) * Math.sin(b) * Math.cos(c) + Math.sin(a) * Math.sin(c),
                        Math.cos(a) * Math.sin(b) * Math.sin(c) - Math.sin(a) * Math.cos(c),
                        Math.cos(a) * Math.cos(b)));
    }

    @Test
    void anObliqueGridTakesTheNearestOrder() {
        double tilt = Math.toRadians(40);
        Direction oblique = new Direction(
                new Vector3(0, Math.cos(tilt), Math.sin(tilt)),
                new Vector3(-1, 0, 0),
                new Vector3(0, -Math.sin(tilt), Math.cos(tilt)));

        AxisOrder order = AxisOrder.towards("RAS", oblique);

        assertThat(order)
                .isEqualTo(new AxisOrder(
                        new AxisOrder.Turned(1, true), new AxisOrder.Turned(0, false), new AxisOrder.Turned(2, false)));
    }

    @Test
    void smallLettersAreUnderstood() {
        assertThat(AxisOrder.towards("las", KITS.direction())).isEqualTo(AxisOrder.towards("LAS", KITS.direction()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RAR", "RA", "RASS", "XYZ", "", "RLS"})
    void lettersThatNameNoThreeDirectionsAreRefused(String letters) {
        assertThatThrownBy(() -> AxisOrder.towards(letters, Direction.RAS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + letters + "'");
    }

    @Test
    void anAxisCannotComeTwice() {
        assertThatThrownBy(() -> AxisOrder.permuted(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBoxThatReachesOutOfTheGridIsRefused() {
        Volume scan = new Volume(KITS, new float[24]);

        assertThatThrownBy(() -> new Box(new Index3(1, 0, 0), new Index3(2, 3, 4)).of(scan))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 x 3 x 4");
    }

    @Test
    void aBoxGrowsAsFarAsTheGridReaches() {
        Box box = new Box(new Index3(1, 2, 0), new Index3(2, 3, 4));

        assertThat(box.grown(2, new Index3(10, 6, 4))).isEqualTo(new Box(new Index3(0, 0, 0), new Index3(5, 6, 4)));
    }
}
