package org.bactrian.stage.crop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bactrian.numeric.grid.Box;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Volume;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

class NonzeroBoxTest {

    @RepeatedTest(60)
    void theBoxIsThatOfASlowTwinWhichLooksAtEveryVoxel(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Index3 size = new Index3(1 + random.nextInt(7), 1 + random.nextInt(7), 1 + random.nextInt(7));
        List<Volume> channels = List.of(sparse(size, random), sparse(size, random));

        Optional<Box> box = NonzeroBox.of(channels);

        assertThat(box).isEqualTo(twin(channels, size));
    }

    private static Volume sparse(Index3 size, Random random) {
        float[] voxels = new float[(int) size.product()];
        for (int some = random.nextInt(4) * random.nextInt(9); some > 0; some--) {
            voxels[random.nextInt(voxels.length)] = random.nextBoolean() ? 1 : -1000;
        }
        return new Volume(Geometry.of(size, new Spacing(1, 1, 1)), voxels);
    }

    private static Optional<Box> twin(List<Volume> channels, Index3 size) {
        int[] low = {size.x(), size.y(), size.z()};
        int[] high = {-1, -1, -1};
        for (Volume channel : channels) {
            for (int i = 0; i < size.product(); i++) {
                Index3 voxel = size.voxelAt(i);
                for (int axis = 0; axis < 3 && channel.at(voxel.x(), voxel.y(), voxel.z()) != 0; axis++) {
                    low[axis] = Math.min(low[axis], voxel.along(axis));
                    high[axis] = Math.max(high[axis], voxel.along(axis));
                }
            }
        }
        return high[0] < 0
                ? Optional.empty()
                : Optional.of(new Box(
                        new Index3(low[0], low[1], low[2]),
                        new Index3(high[0] - low[0] + 1, high[1] - low[1] + 1, high[2] - low[2] + 1)));
    }
}
