package org.bactrian.segment.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.bactrian.checkpoint.Scoring;
import org.bactrian.numeric.grid.Regrid;
import org.bactrian.segment.confidence.Agreement;
import org.bactrian.segment.confidence.Certainty;
import org.bactrian.unet.program.Ensemble;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Spacing;
import org.junit.jupiter.api.Test;

class MeanProbabilitiesTest {

    private static final Geometry SCAN = Geometry.of(new Index3(14, 12, 10), new Spacing(1, 1, 1.5));
    private static final Geometry FINE = SCAN.subGrid(new Index3(2, 1, 1), new Index3(10, 9, 8));
    private static final Geometry COARSE = SCAN.resized(new Index3(7, 6, 10));

    @Test
    void probabilitiesAreTheMeanOfThoseOfTheMembersWhateverTheirGrids() {
        NetworkScores one = member(FINE, 1);
        NetworkScores other = member(COARSE, 2);

        MeanProbabilities mean = mean(one, other);

        float[][] expected = one.probabilities();
        float[][] second = other.probabilities();
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < SCAN.size().product(); i++) {
                assertThat(mean.probabilities()[c][i]).isCloseTo((expected[c][i] + second[c][i]) / 2, within(1e-6f));
            }
        }
    }

    @Test
    void theLabelIsTheMostProbableClass() {
        MeanProbabilities mean = mean(member(FINE, 1), member(COARSE, 2));

        LabelMap labels = mean.labels();

        for (int i = 0; i < labels.length(); i++) {
            for (float[] ofClass : mean.probabilities()) {
                assertThat(mean.probabilities()[labels.at(i)][i]).isGreaterThanOrEqualTo(ofClass[i]);
            }
        }
        assertThat(labels.largest()).isEqualTo(2);
    }

    @Test
    void membersThatAreTheSameAgree() {
        MeanProbabilities mean = mean(member(FINE, 1), member(FINE, 1));

        assertThat(mean.certainty().agreement()).isEqualTo(Map.of(1, 1.0, 2, 1.0));
    }

    @Test
    void regionsArePaintedWhereTheirMeanIsAboveAHalf() {
        Geometry three = Geometry.of(new Index3(3, 1, 1), new Spacing(1, 1, 1));
        Scoring regions = new Scoring(Ensemble.ALONE, List.of(1, 2));
        MeanProbabilities.Sum sum = new MeanProbabilities.Sum(three, regions, 2);

        sum.add(new NetworkScores(
                Regrid.backwards(List.of(three)),
                regions,
                new float[][] {{5, 5, 1}, {-5, 2, -1}},
                new Agreement(1),
                Optional.empty()));
        sum.add(new NetworkScores(
                Regrid.backwards(List.of(three)),
                regions,
                new float[][] {{1, 5, -2}, {1, 2, -1}},
                new Agreement(1),
                Optional.empty()));

        assertThat(sum.mean().labels().bytes()).containsExactly(1, 2, 0);
    }

    @Test
    void entropyIsThatOfTheForegroundInSharesOfTheLargest() {
        Geometry two = Geometry.of(new Index3(2, 1, 1), new Spacing(1, 1, 1));
        float[][] unsureOfTheFirst = {{0, 100}, {1e-6f, -100}, {0, -100}};

        Certainty certainty = new NetworkScores(
                        Regrid.backwards(List.of(two)),
                        Scoring.CLASSES,
                        unsureOfTheFirst,
                        new Agreement(1),
                        Optional.empty())
                .certainty();

        assertThat(certainty.entropy()).hasValueCloseTo(1.0, within(1e-9));
    }

    private static MeanProbabilities mean(NetworkScores... members) {
        MeanProbabilities.Sum sum = new MeanProbabilities.Sum(SCAN, Scoring.CLASSES, 3);
        for (NetworkScores member : members) {
            sum.add(member);
        }
        return sum.mean();
    }

    private static NetworkScores member(Geometry grid, int seed) {
        Random random = new Random(seed);
        float[][] scores = new float[3][(int) grid.size().product()];
        for (float[] ofClass : scores) {
            for (int i = 0; i < ofClass.length; i++) {
                ofClass[i] = (float) (4 * random.nextGaussian());
            }
        }
        return new NetworkScores(
                Regrid.backwards(List.of(SCAN, grid)), Scoring.CLASSES, scores, new Agreement(1), Optional.empty());
    }
}
