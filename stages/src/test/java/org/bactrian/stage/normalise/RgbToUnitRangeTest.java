package org.bactrian.stage.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.bactrian.stage.Stage;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Case;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RgbToUnitRangeTest {

    private final Stage stage = new RgbToUnitRange().create(new ChannelsConfig(Optional.empty()));

    @Test
    void bytesBecomeSharesOfTheLargest() {
        Case scaled = stage.apply(image(0, 51, 255));

        assertThat(scaled.channels().get(0).voxels()).containsExactly(0, 51 / 255f, 1);
    }

    @ParameterizedTest
    @ValueSource(floats = {-1, 255.5f, Float.NaN})
    void whatNoByteHoldsIsRefusedAsNnUNetRefusesIt(float intensity) {
        assertThatThrownBy(() -> stage.apply(image(0, intensity, 1)))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("photo")
                .hasMessageContaining(String.valueOf(intensity))
                .hasMessageContaining("0 to 255");
    }

    private static Case image(float... voxels) {
        Geometry grid = Geometry.of(new Index3(voxels.length, 1, 1), new Spacing(1, 1, 1));
        return Case.of("photo", new Volume(grid, voxels));
    }
}
