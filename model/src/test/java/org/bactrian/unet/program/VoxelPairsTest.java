package org.bactrian.unet.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bactrian.torchscript.Tensor;
import org.bactrian.unet.SmallPlans;
import org.bactrian.volume.Index3;
import org.junit.jupiter.api.Test;

class VoxelPairsTest {

    @Test
    void theSecondOfAPairReadsOneVoxelFurther() {
        Tensor kernel = new Tensor(List.of(1, 2, 1, 1, 3), new float[] {1, 2, 3, 4, 5, 6});

        Tensor wide = VoxelPairs.widened(kernel);

        assertThat(wide.shape()).containsExactly(2, 1, 1, 4, 2);
        assertThat(wide.values()).containsExactly(1, 4, 2, 5, 3, 6, 0, 0, 0, 0, 1, 4, 2, 5, 3, 6);
    }

    @Test
    void anImageReadInPairsIsSeenByEitherOfAPair() {
        Tensor kernel = new Tensor(List.of(1, 1, 1, 1, 3), new float[] {1, 2, 3});

        Tensor paired = VoxelPairs.pairing(kernel);

        assertThat(paired.shape()).containsExactly(2, 1, 1, 3, 2);
        assertThat(paired.values()).containsExactly(0, 1, 2, 3, 0, 0, 0, 0, 1, 2, 3, 0);
    }

    @Test
    void onlyEightChannelsInStepsOfOneAndEvenRowsArePaired() {
        assertThat(VoxelPairs.fit(layer(8, SmallPlans.CUBE, SmallPlans.ONE, 16)))
                .isTrue();
        assertThat(VoxelPairs.fit(layer(16, SmallPlans.CUBE, SmallPlans.ONE, 16)))
                .isFalse();
        assertThat(VoxelPairs.fit(layer(8, SmallPlans.ONE, SmallPlans.ONE, 16))).isFalse();
        assertThat(VoxelPairs.fit(layer(8, SmallPlans.CUBE, SmallPlans.HALVE, 16)))
                .isFalse();
        assertThat(VoxelPairs.fit(layer(8, SmallPlans.CUBE, SmallPlans.ONE, 15)))
                .isFalse();
    }

    private static Convolution layer(int outputs, Index3 kernel, Index3 stride, int width) {
        return new Convolution(4, outputs, kernel, stride, new Index3(width, 5, 5), LayerFormat.FLOAT32);
    }
}
