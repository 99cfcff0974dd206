package org.bactrian.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bactrian.volume.Direction;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Vector3;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrientationTest {

    private static final Geometry RAS_GRID =
            new Geometry(new Index3(3, 4, 5), new Spacing(1, 2, 5), new Vector3(-7, 8, 9), Direction.RAS);

    @ParameterizedTest
    @EnumSource(Orientation.class)
    void everyVoxelStaysWhereItWasInThePatient(Orientation orientation) {
        Geometry stored = orientation.reorder(RAS_GRID);

        for (int z = 0; z < 5; z++) {
            for (int y = 0; y < 4; y++) {
                for (int x = 0; x < 3; x++) {
                    int at = orientation.index(stored, x, y, z);
                    Index3 voxel = stored.size().voxelAt(at);
                    Vector3 moved =
                            stored.position(voxel.x(), voxel.y(), voxel.z()).plus(-1, RAS_GRID.position(x, y, z));

                    assertThat(moved.length()).isCloseTo(0, within(1e-12));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Orientation.class)
    void axesPointWhereTheirLettersSay(Orientation orientation) {
        Geometry stored = orientation.reorder(RAS_GRID);

        StringBuilder letters = new StringBuilder();
        for (int axis = 0; axis < 3; axis++) {
            Vector3 way = stored.direction().along(axis);
            letters.append(way.x() > 0 ? "R" : way.x() < 0 ? "L" : "");
            letters.append(way.y() > 0 ? "A" : way.y() < 0 ? "P" : "");
            letters.append(way.z() > 0 ? "S" : way.z() < 0 ? "I" : "");
        }

        assertThat(letters).hasToString(orientation.name());
    }
}
