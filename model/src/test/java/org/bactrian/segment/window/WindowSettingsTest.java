package org.bactrian.segment.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.bactrian.checkpoint.Scoring;
import org.bactrian.segment.SegmenterSettings;
import org.bactrian.unet.program.Ensemble;
import org.junit.jupiter.api.Test;

class WindowSettingsTest {

    @Test
    void windowsAreAddedUpInFloatUnlessHalfIsAskedFor() {
        assertThat(WindowSettings.STANDARD.blend()).isEqualTo(Blend.FLOAT);
        assertThat(SegmenterSettings.USUAL.blended(Blend.HALF).withoutMirrors().windows())
                .isEqualTo(new WindowSettings(0.5, false, false, Blend.HALF));
    }

    @Test
    void onlyLogitsAreRounded() {
        Scoring probabilities = new Scoring(new Ensemble(1, Ensemble.Scores.PROBABILITIES), List.of());
        WindowSettings half = WindowSettings.STANDARD.with(Blend.HALF);

        assertThat(half.rounds(Scoring.CLASSES)).isTrue();
        assertThat(half.rounds(probabilities)).isFalse();
        assertThat(WindowSettings.STANDARD.rounds(Scoring.CLASSES)).isFalse();
    }

    @Test
    void halfNeedsEveryWindow() {
        assertThatThrownBy(() -> new WindowSettings(0.5, true, true, Blend.HALF))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "blend half rounds as nnU-Net does, which sees every window in turn: it needs localise off");
    }

    @Test
    void aBlendIsKnownByItsName() {
        assertThat(Blend.of("float")).isEqualTo(Blend.FLOAT);
        assertThat(Blend.of("half")).isEqualTo(Blend.HALF);
        assertThatThrownBy(() -> Blend.of("HALF"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("blend must be float or half, got 'HALF'");
    }
}
