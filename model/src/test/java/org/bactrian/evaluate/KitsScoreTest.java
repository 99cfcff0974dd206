package org.bactrian.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bactrian.numeric.distance.Foreground;
import org.bactrian.numeric.spline.Lines;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Spacing;
import org.junit.jupiter.api.Test;

class KitsScoreTest {

    private static final Lines LINES = Lines.withThreads(1);

    @Test
    void classesAreNested() {
        KitsScore score = score(row(0, 1, 1, 2, 3, 0, 0, 0), row(0, 1, 2, 2, 1, 0, 0, 0));

        assertThat(score.kidneyDice()).isEqualTo(1);
        assertThat(score.tumourDice()).isEqualTo(2.0 / 4);
        assertThat(score.composite()).isEqualTo(0.75);
        assertThat(score.of(KitsClass.KIDNEY_AND_MASSES).dice()).isEqualTo(1);
        assertThat(score.of(KitsClass.KIDNEY_AND_MASSES).surfaceDice()).isEqualTo(1);
        assertThat(score.of(KitsClass.MASSES).dice()).isEqualTo(0.5);
        assertThat(score.of(KitsClass.TUMOUR).dice()).isCloseTo(2.0 / 3, within(1e-15));
    }

    @Test
    void surfacesWithinTheToleranceAgree() {
        KitsScore near = score(row(0, 2, 2, 0, 0, 0, 0, 0), row(0, 0, 2, 2, 0, 0, 0, 0));
        KitsScore far = score(row(0, 2, 0, 0, 0, 0, 0, 0), row(0, 0, 0, 0, 0, 2, 0, 0));

        assertThat(near.of(KitsClass.TUMOUR).surfaceDice()).isEqualTo(1);
        assertThat(far.of(KitsClass.TUMOUR).surfaceDice()).isZero();
    }

    @Test
    void aClassThatNeitherMapHoldsIsPerfectAndOneThatIsMissedScoresNothing() {
        KitsScore score = score(row(0, 1, 1, 0, 0, 0, 0, 0), row(0, 1, 1, 0, 0, 0, 0, 0));
        KitsScore missed = score(row(0, 1, 1, 0, 0, 0, 0, 0), row(0, 1, 2, 0, 0, 0, 0, 0));

        assertThat(score.of(KitsClass.TUMOUR)).isEqualTo(new KitsScore.ClassScore(1, 1));
        assertThat(score.tumourDice()).as("KiTS19").isZero();
        assertThat(missed.of(KitsClass.TUMOUR)).isEqualTo(new KitsScore.ClassScore(0, 0));
    }

    private static KitsScore score(LabelMap prediction, LabelMap reference) {
        return KitsScore.of(
                LabelPairs.count(prediction, reference, LINES),
                Foreground.of(prediction, LINES),
                Foreground.of(reference, LINES),
                LINES);
    }

    private static LabelMap row(int... labels) {
        byte[] bytes = new byte[labels.length];
        for (int i = 0; i < labels.length; i++) {
            bytes[i] = (byte) labels[i];
        }
        return LabelMap.of(Geometry.of(new Index3(labels.length, 1, 1), new Spacing(1, 1, 1)), bytes);
    }
}
