package org.bactrian.numeric.intensity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Volume;
import org.junit.jupiter.api.Test;

class IntensitiesTest {

    @Test
    void intensitiesAreClippedThenScaled() {
        Volume scan = new Volume(
                Geometry.of(new Index3(5, 1, 1), new Spacing(1, 1, 1)), new float[] {-1000, 0, 10, 50, 3000});

        Volume normalised = Intensities.clipAndZScore(scan, new ZScore(0, 50, 10, 20));

        assertThat(normalised.voxels()).containsExactly(-0.5f, -0.5f, 0, 2, 2);
        assertThat(scan.voxels()).containsExactly(-1000, 0, 10, 50, 3000);
    }

    @Test
    void everyVoxelOfALargeImageIsReached() {
        Volume scan = new Volume(Geometry.of(new Index3(300, 300, 3), new Spacing(1, 1, 1)), new float[270_000]);

        Volume normalised = Intensities.clipAndZScore(scan, new ZScore(-1, 1, -2, 0.5));

        assertThat(normalised.voxels()).containsOnly(4f);
    }

    @Test
    void numbersThatCannotScaleAreRefused() {
        assertThatThrownBy(() -> new ZScore(5, 5, 0, 1)).hasMessageContaining("lower");
        assertThatThrownBy(() -> new ZScore(0, 5, Double.NaN, 1)).hasMessageContaining("mean");
        assertThatThrownBy(() -> new ZScore(0, 5, 0, 0)).hasMessageContaining("standardDeviation");
    }
}
