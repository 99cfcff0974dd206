package org.bactrian.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class VolumeTest {

    private static final IntensityMap HALVED = (intensities, start, end) -> {
        for (int i = start; i < end; i++) {
            intensities[i] /= 2;
        }
    };

    @RepeatedTest(24)
    void everyViewOfAViewShowsTheVoxelsOfTheFirst(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Volume whole = Scans.indexed(new Index3(7, 5, 6), random);
        int turn = repetition.getCurrentRepetition() % 3;
        boolean flipped = repetition.getCurrentRepetition() % 2 == 0;
        int step = flipped ? -1 : 1;
        Index3 size = whole.geometry().size();
        Geometry grid = grid(new Index3(size.along(turn), size.along((turn + 1) % 3), size.along((turn + 2) % 3)));
        Index3 first = unit(turn, flipped ? size.along(turn) - 1 : 0);

        Volume turned = whole.view(grid, first, unit(turn, step), unit((turn + 1) % 3, 1), unit((turn + 2) % 3, 1));
        Volume part = turned.view(grid(new Index3(2, 3, 2)), new Index3(1, 2, 3), unit(0, 1), unit(1, 1), unit(2, 1));

        for (int axis = 0; axis < 3; axis++) {
            int length = part.geometry().size().along(axis);
            float[] line = new float[length + 1];
            part.line(new Index3(0, 0, 0), axis, length, line, 1);
            for (int i = 0; i < length; i++) {
                int[] at = {1, 2, 3};
                at[axis] += i;
                int[] old = new int[3];
                old[turn] = flipped ? size.along(turn) - 1 - at[0] : at[0];
                old[(turn + 1) % 3] = at[1];
                old[(turn + 2) % 3] = at[2];
                assertThat(line[i + 1]).isEqualTo(whole.at(old[0], old[1], old[2]));
            }
        }
        assertThat(part.voxels()[1 + 2 * (2 + 3)]).isEqualTo(turned.at(2, 4, 4));
        assertThat(part.layout()).isEqualTo(Layout.dense(new Index3(2, 3, 2)));
    }

    @Test
    void integersStandForTheIntensitiesOfTheirTable() {
        float[] table = new float[256];
        table[3] = -5;
        table[255] = 7;
        Volume bytes = Volume.indexed(grid(new Index3(2, 1, 1)), new byte[] {3, -1}, table);

        Volume halved = bytes.mapped(HALVED);

        assertThat(bytes.voxels()).containsExactly(-5, 7);
        assertThat(halved.voxels()).containsExactly(-2.5f, 3.5f);
        assertThat(table[3]).isEqualTo(-5);
    }

    @Test
    void aMapOfFloatsIsAppliedOnReadingAndLeavesThemAlone() {
        float[] voxels = {2, 4, 6};
        Volume volume = new Volume(grid(new Index3(3, 1, 1)), voxels);

        Volume quartered = volume.mapped(HALVED).mapped(HALVED);

        assertThat(quartered.at(1, 0, 0)).isEqualTo(1);
        assertThat(quartered.voxels()).containsExactly(0.5f, 1, 1.5f);
        assertThat(voxels).containsExactly(2, 4, 6);
    }

    @Test
    void anArrayIsMadeOnce() {
        Volume volume = Scans.indexed(new Index3(3, 4, 5), new Random(1));

        assertThat(volume.voxels()).isSameAs(volume.voxels());
        assertThat(volume.on(volume.geometry())).isSameAs(volume);
    }

    @Test
    void aViewCannotReachOutOfTheMemory() {
        Volume volume = new Volume(grid(new Index3(2, 2, 2)), new float[8]);

        assertThatThrownBy(() ->
                        volume.view(grid(new Index3(2, 2, 3)), new Index3(0, 0, 0), unit(0, 1), unit(1, 1), unit(2, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 x 2 x 3");
        assertThatThrownBy(() -> volume.on(grid(new Index3(2, 2, 1)))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Volume.indexed(grid(new Index3(1, 1, 1)), new byte[1], new float[255]))
                .hasMessageContaining("256");
    }

    @Test
    void memoryThatIsNotThereIsRefusedWithTheMegabytesNeeded() {
        MemoryNeed small = new MemoryNeed("2 x 2 x 2", 32);
        MemoryNeed huge = new MemoryNeed("9000 x 9000 x 9000", 2.916e12);

        small.require("scan.nii", "dim");

        assertThatThrownBy(() -> huge.require("scan.nii", "dim"))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("9000 x 9000 x 9000, which needs 2916000 MB")
                .hasMessageContaining("MB left to this Java machine");
    }

    private static Geometry grid(Index3 size) {
        return Geometry.of(size, new Spacing(1, 1, 1));
    }

    private static Index3 unit(int axis, int step) {
        return new Index3(axis == 0 ? step : 0, axis == 1 ? step : 0, axis == 2 ? step : 0);
    }
}
