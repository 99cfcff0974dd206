package org.bactrian.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Spacing;
import org.junit.jupiter.api.Test;

class DiceTest {

    private static final List<Integer> KIDNEY_AND_TUMOUR = List.of(1, 2);

    @Test
    void countsVoxelsByHand() {
        CaseScore score = Dice.score("case", row(0, 1, 1, 1, 2, 2), row(0, 0, 1, 1, 1, 2), KIDNEY_AND_TUMOUR);

        assertThat(score.of(1)).isEqualTo(new LabelScore(2, 1, 1, 2));
        assertThat(score.of(1).dice()).isEqualTo(4.0 / 6);
        assertThat(score.of(1).iou()).isEqualTo(2.0 / 4);
        assertThat(score.of(2)).isEqualTo(new LabelScore(1, 1, 0, 4));
        assertThat(score.of(2).predicted()).isEqualTo(2);
        assertThat(score.of(2).reference()).isEqualTo(1);
    }

    @Test
    void aLabelThatNeitherMapHoldsHasNoDiceAndMeansSkipIt() {
        Scores scores = new Scores(List.of(
                Dice.score("without", row(0, 1), row(0, 1), KIDNEY_AND_TUMOUR),
                Dice.score("with", row(2, 2), row(2, 0), KIDNEY_AND_TUMOUR)));

        assertThat(scores.cases().get(0).of(2).dice()).isNaN();
        assertThat(scores.meanDice(2)).isCloseTo(2.0 / 3, within(1e-15));
        assertThat(scores.meanDice(1)).isEqualTo(1);
        assertThat(scores.meanDice()).isCloseTo(5.0 / 6, within(1e-15));
    }

    @Test
    void anInventedLabelScoresZero() {
        assertThat(Dice.score("case", row(0, 2), row(0, 0), KIDNEY_AND_TUMOUR)
                        .of(2)
                        .dice())
                .isZero();
    }

    @Test
    void wideLabelMapsAreScoredToo() {
        Geometry grid = Geometry.of(new Index3(2, 1, 1), new Spacing(1, 1, 1));
        LabelMap wide = LabelMap.of(grid, new short[] {(short) 40_000, 1});

        assertThat(Dice.score("case", wide, wide, List.of(40_000)).of(40_000).dice())
                .isEqualTo(1);
    }

    @Test
    void mapsOnDifferentGridsAreRefused() {
        LabelMap coarse = LabelMap.of(Geometry.of(new Index3(2, 1, 1), new Spacing(3, 1, 1)), new byte[2]);

        assertThatThrownBy(() -> Dice.score("case_00042", row(0, 1), coarse, KIDNEY_AND_TUMOUR))
                .isInstanceOf(BadCaseException.class)
                .hasMessage("case_00042: the prediction's grid is spacing 1 x 1 x 1 mm,"
                        + " expected the reference's grid, spacing 3 x 1 x 1 mm");
    }

    @Test
    void theSummaryHasTheFieldsAndNumbersOfNnUNet() {
        Scores scores = new Scores(List.of(
                Dice.score("empty", row(0, 0), row(0, 0), KIDNEY_AND_TUMOUR),
                Dice.score("full", row(1, 2), row(1, 1), KIDNEY_AND_TUMOUR)));

        JsonObject summary =
                JsonParser.parseString(SummaryJson.text(scores, Map.of())).getAsJsonObject();

        assertThat(summary.keySet()).containsExactly("foreground_mean", "mean", "metric_per_case");
        JsonObject empty = summary.getAsJsonArray("metric_per_case").get(0).getAsJsonObject();
        assertThat(empty.keySet()).containsExactly("metrics", "prediction_file", "reference_file");
        JsonObject kidney = empty.getAsJsonObject("metrics").getAsJsonObject("1");
        assertThat(kidney.keySet()).containsExactly("Dice", "FN", "FP", "IoU", "TN", "TP", "n_pred", "n_ref");
        assertThat(kidney.get("Dice").getAsDouble()).isNaN();
        assertThat(kidney.get("TN").getAsString()).isEqualTo("2");
        JsonObject mean = summary.getAsJsonObject("mean").getAsJsonObject("1");
        assertThat(mean.get("Dice").getAsDouble()).isCloseTo(2.0 / 3, within(1e-15));
        assertThat(mean.get("n_ref").getAsDouble()).isEqualTo(1);
        assertThat(summary.getAsJsonObject("foreground_mean").get("Dice").getAsDouble())
                .isCloseTo(1.0 / 3, within(1e-15));
    }

    private static LabelMap row(int... labels) {
        byte[] bytes = new byte[labels.length];
        for (int i = 0; i < labels.length; i++) {
            bytes[i] = (byte) labels[i];
        }
        return LabelMap.of(Geometry.of(new Index3(labels.length, 1, 1), new Spacing(1, 1, 1)), bytes);
    }
}
