package org.bactrian.checkpoint;

import java.util.List;
import org.bactrian.numeric.grid.ScoreRule;
import org.bactrian.unet.program.Ensemble;

/**
 * How the networks of a bundle score, and how scores become labels.
 *
 * @param ensemble the networks
 * @param regionLabels what each region is painted with, in the order of painting (nnU-Net's {@code regions_class_order});
 *     empty where the outputs are classes that exclude one another, and the largest score wins
 * @param back how scores come from the network's grid to the scan's
 */
public record Scoring(Ensemble ensemble, List<Integer> regionLabels, ScoreRule back) {

    /** One network that scores classes. */
    public static final Scoring CLASSES = new Scoring(Ensemble.ALONE, List.of());

    public Scoring {
        regionLabels = List.copyOf(regionLabels);
        Ensemble.Scores foreign = regionLabels.isEmpty() ? Ensemble.Scores.MARGINS : Ensemble.Scores.PROBABILITIES;
        if (ensemble.scores() == foreign) {
            throw new IllegalArgumentException(
                    "classes score logits or probabilities, regions logits or margins; got %s for regions painted with %s"
                            .formatted(ensemble.scores(), regionLabels));
        }
    }

    /** Scores that come back by nnU-Net's usual rule. */
    public Scoring(Ensemble ensemble, List<Integer> regionLabels) {
        this(ensemble, regionLabels, ScoreRule.STANDARD);
    }

    /** Networks whose probabilities are averaged, not what their heads compute: over members, windows and mirrors. */
    public static Scoring ofProbabilities(int members, List<Integer> regionLabels, ScoreRule back) {
        Ensemble.Scores scores = regionLabels.isEmpty() ? Ensemble.Scores.PROBABILITIES : Ensemble.Scores.MARGINS;
        return new Scoring(new Ensemble(members, scores), regionLabels, back);
    }

    /** The same with so many networks. */
    public Scoring withMembers(int members) {
        return new Scoring(new Ensemble(members, ensemble.scores()), regionLabels, back);
    }

    /** Whether outputs are regions, which may overlap. */
    public boolean hasRegions() {
        return !regionLabels.isEmpty();
    }
}
