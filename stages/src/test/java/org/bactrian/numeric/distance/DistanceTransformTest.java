package org.bactrian.numeric.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.bactrian.numeric.spline.Lines;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Spacing;
import org.junit.jupiter.api.Test;

class DistanceTransformTest {

    private static final Lines LINES = Lines.withThreads(2);

    @Test
    void everyNodeHasTheDistanceOfTheNearestSurfaceNode() {
        SplittableRandom random = new SplittableRandom(11);
        for (int trial = 0; trial < 60; trial++) {
            Index3 size = new Index3(1 + random.nextInt(9), 1 + random.nextInt(9), 1 + random.nextInt(9));
            Spacing spacing =
                    new Spacing(random.nextDouble(0.3, 4), random.nextDouble(0.3, 4), random.nextDouble(0.3, 4));
            Surface surface = surface(size, spacing, random);
            if (surface.count() > 0) {
                DistanceTransform transform = DistanceTransform.to(surface, spacing, LINES);

                assertNearest(surface, spacing, transform);
            }
        }
    }

    @Test
    void anEnvelopeOfManyParabolasIsLowestEverywhere() {
        SplittableRandom random = new SplittableRandom(5);
        LowerEnvelope envelope = new LowerEnvelope(50, 0.7);
        double[] squares = new double[50];
        for (int i = 0; i < 50; i++) {
            squares[i] = 0.49 * i * i;
        }
        for (int trial = 0; trial < 200; trial++) {
            double[] heights = random.doubles(50, 0, 30).toArray();
            double[] line = new double[50];

            envelope.clear();
            for (int v = 0; v < 50; v++) {
                envelope.add(v, heights[v]);
            }
            envelope.write(squares, line, 0);

            for (int q = 0; q < 50; q++) {
                double lowest = Double.POSITIVE_INFINITY;
                for (int v = 0; v < 50; v++) {
                    lowest = Math.min(lowest, heights[v] + squares[Math.abs(q - v)]);
                }
                assertThat(line[q]).isCloseTo(lowest, within(1e-12));
            }
        }
    }

    @Test
    void aBoxThatStepsCannotCountIsRefused() {
        assertThatThrownBy(() -> new NodeBox(new Index3(0, 0, 0), new Index3(70_000, 2, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("65534");
        assertThatThrownBy(() -> new NodeBox(new Index3(0, 0, 0), new Index3(2001, 2001, 601)))
                .hasMessageContaining("2^31");
    }

    private static Surface surface(Index3 size, Spacing spacing, SplittableRandom random) {
        byte[] labels = new byte[(int) size.product()];
        int percent = random.nextInt(101);
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (random.nextInt(100) < percent ? 1 : 0);
        }
        Foreground structure = Foreground.of(LabelMap.of(Geometry.of(size, spacing), labels), LINES);
        return Surface.of(structure, NodeBox.around(structure, structure), LINES);
    }

    private static void assertNearest(Surface surface, Spacing spacing, DistanceTransform transform) {
        Index3 nodes = surface.box().nodes();
        List<Index3> features = features(surface);
        DistanceTransform.Plane plane = transform.new Plane();
        for (int z = 0; z < nodes.z(); z++) {
            plane.moveTo(z);
            for (int y = 0; y < nodes.y(); y++) {
                for (int x = 0; x < nodes.x(); x++) {
                    double nearest = Double.POSITIVE_INFINITY;
                    for (Index3 feature : features) {
                        double stepZ = (feature.z() - z) * spacing.z();
                        double stepY = (feature.y() - y) * spacing.y();
                        double stepX = (feature.x() - x) * spacing.x();
                        nearest = Math.min(nearest, Math.sqrt(stepZ * stepZ + stepY * stepY + stepX * stepX));
                    }
                    assertThat(plane.distanceMm(x, y)).isEqualTo(nearest);
                }
            }
        }
    }

    private static List<Index3> features(Surface surface) {
        int width = surface.box().nodes().x();
        List<Index3> features = new ArrayList<>();
        for (int z = 0; z < surface.box().nodes().z(); z++) {
            Surface.Plane plane = surface.plane(z);
            for (int node = 0; node < plane.count(); node++) {
                features.add(new Index3(plane.place(node) % width, plane.place(node) / width, z));
            }
        }
        return features;
    }
}
