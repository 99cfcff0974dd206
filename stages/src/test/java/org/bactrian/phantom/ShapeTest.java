package org.bactrian.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Vector3;
import org.junit.jupiter.api.Test;

class ShapeTest {

    private static final Vector3 CENTER = new Vector3(10, -20, 30);

    @Test
    void theDepthOfASphereIsItsRadiusLessTheDistance() {
        Ellipsoid sphere = Ellipsoid.sphere(CENTER, 8);

        assertThat(sphere.depth(13, -20, 34)).isCloseTo(3, within(1e-9));
        assertThat(sphere.depth(10, -30, 30)).isCloseTo(-2, within(1e-9));
        assertThat(sphere.depth(10, -20, 30)).isEqualTo(8);
    }

    @Test
    void aTurnedBeanHasNoDepthOnItsSurfaceAndGrowsAlongItsNormal() {
        Frame frame = Frame.at(10, -20, 30).leaned(15).pitched(-10).turned(140);
        Ellipsoid bean = new Ellipsoid(frame, new Vector3(28, 24, 55), 6);
        Vector3 direction = new Vector3(-0.48, 0.64, 0.6);

        Vector3 surface = bean.surface(direction);
        Vector3 outside = surface.plus(1, bean.normal(direction));

        assertThat(bean.depth(surface.x(), surface.y(), surface.z())).isCloseTo(0, within(1e-9));
        assertThat(bean.depth(outside.x(), outside.y(), outside.z())).isCloseTo(-1, within(0.15));
    }

    @Test
    void boundsHoldTheWholeSurface() {
        Ellipsoid bean = new Ellipsoid(Frame.at(0, 0, 0).leaned(40).turned(70), new Vector3(20, 10, 50), 7);
        Bounds bounds = bean.bounds();
        Chance chance = new Chance(1);

        for (int i = 0; i < 2000; i++) {
            Vector3 drawn = new Vector3(chance.between(-1, 1), chance.between(-1, 1), chance.between(-1, 1));
            Vector3 point = bean.surface(drawn.times(1 / drawn.length()));

            assertThat(point.x()).isBetween(bounds.low().x(), bounds.high().x());
            assertThat(point.y()).isBetween(bounds.low().y(), bounds.high().y());
            assertThat(point.z()).isBetween(bounds.low().z(), bounds.high().z());
        }
    }

    @Test
    void aTubeIsRoundAboutItsAxisAndAtItsEnds() {
        Tube tube = new Tube(new Vector3(0, 0, 0), new Vector3(0, 0, 100), 5);

        assertThat(tube.depth(3, 4, 50)).isCloseTo(0, within(1e-12));
        assertThat(tube.depth(0, 0, 107)).isCloseTo(-2, within(1e-12));
    }

    @Test
    void aVoxelCutInHalvesTakesTheMeanOfBoth() {
        Geometry grid = Geometry.of(new Index3(5, 1, 1), new Spacing(2.5, 2.5, 5));
        Slice slice = new Slice(grid, 0);
        Column halfSpace = new Column(-1000, 0, 1005, 1e6, 1e6);

        slice.paint(new Part(halfSpace, Tissue.even(76), Part.KIDNEY));

        assertThat(slice.hu()[1]).isEqualTo(76);
        assertThat(slice.hu()[2]).isCloseTo((76 - 1024) / 2f, within(2f));
        assertThat(slice.hu()[3]).isEqualTo(-1024);
        assertThat(slice.labels()).startsWith(1, 1).endsWith(0, 0);
    }

    @Test
    void theVolumeOfAPaintedBallIsThatOfTheBall() {
        Geometry grid = Geometry.of(new Index3(24, 24, 1), new Spacing(3, 3, 5));
        double radius = 30;
        int voxels = 0;
        double filled = 0;

        for (int z = -7; z <= 7; z++) {
            Slice slice = new Slice(grid, 0);
            slice.paint(new Part(Ellipsoid.sphere(new Vector3(34, 35, 5.0 * z), radius), Tissue.even(0), 1));
            for (int i = 0; i < slice.labels().length; i++) {
                voxels += slice.labels()[i];
                filled += (slice.hu()[i] + 1024) / 1024;
            }
        }

        double truth = 4 / 3.0 * Math.PI * radius * radius * radius;
        assertThat(voxels * 45.0).isCloseTo(truth, within(0.02 * truth));
        assertThat(filled * 45.0).isCloseTo(truth, within(0.01 * truth));
    }
}
