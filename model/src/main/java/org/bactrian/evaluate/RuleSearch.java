package org.bactrian.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.bactrian.numeric.spline.Lines;
import org.bactrian.stage.StageSpec;

/**
 * Finds the clean-up that helps, as nnU-Net 2.8.1 does ({@code determine_postprocessing}): keeping the largest island of
 * all labels together is adopted if the mean foreground Dice rises and no structure gets worse; after that, structure by
 * structure, keeping its largest island if its own mean Dice rises. Then it tries to keep two kidneys, by the first of
 * these tests, since nnU-Net's rule would take a kidney away. Every trial reads all cases anew, so that memory does not
 * grow with their number.
 */
public final class RuleSearch {

    private static final double[] MINIMUM_ML = {0, 1};
    private static final int BYTES_A_VOXEL = 4;

    private final LabelScheme scheme;
    private final CaseRun run;
    private final CaseRun.Listener listener;
    private final List<FoundRule.Trial> trials = new ArrayList<>();

    private RuleSearch(LabelScheme scheme, CaseRun run, CaseRun.Listener listener) {
        this.scheme = scheme;
        this.run = run;
        this.listener = listener;
    }

    /**
     * Searches.
     *
     * @param asPredicted cases as they are, measured by {@link Evaluation}; their files are read again
     * @param kidneyLabel the label of kidney tissue; empty: two kidneys are not looked for
     * @param listener hears of every case in every trial
     */
    public static FoundRule search(
            List<CaseMeasures> asPredicted,
            LabelScheme scheme,
            OptionalInt kidneyLabel,
            int threads,
            CaseRun.Listener listener) {
        List<CasePair> pairs = asPredicted.stream().map(CaseMeasures::pair).toList();
        CaseRun run = CaseRun.of(pairs, threads, BYTES_A_VOXEL);
        return new RuleSearch(scheme, run, listener).search(scores(asPredicted, scheme), kidneyLabel);
    }

    /** How many rules are tried: so often all cases are read. */
    public static int trials(LabelScheme scheme, OptionalInt kidneyLabel) {
        int structures = scheme.structures().size();
        return 1 + (structures > 1 ? structures : 0) + (kidneyLabel.isPresent() ? MINIMUM_ML.length : 0);
    }

    /** A rule with the scores after it. */
    private record Tried(CleanUpRule rule, Scores scores) {

        boolean isBetterThan(Tried other) {
            return scores.meanDice() > other.scores.meanDice()
                    && scores.structures().stream()
                            .noneMatch(structure -> scores.meanDice(structure) < other.scores.meanDice(structure));
        }
    }

    private FoundRule search(Scores asPredicted, OptionalInt kidneyLabel) {
        Tried before = new Tried(CleanUpRule.none(), asPredicted);
        List<FoundRule.Kept> kept = new ArrayList<>();
        Tried nnUNet = allTogether(before, kept);
        if (scheme.structures().size() > 1) {
            for (Structure structure : scheme.structures()) {
                nnUNet = oneAlone(structure, nnUNet, kept);
            }
        }
        Tried best = nnUNet;
        for (double minimumMl : kidneyLabel.isPresent() ? MINIMUM_ML : new double[0]) {
            Tried kidneys = tried(CleanUpRule.keepTwoKidneys(kidneyLabel.getAsInt(), minimumMl));
            boolean adopted = kidneys.isBetterThan(before) && kidneys.scores.meanDice() > best.scores.meanDice();
            best = adopted ? kidneys : best;
            note(kidneys, kidneys.rule.name(), adopted);
        }
        List<StageSpec> stages = best.rule.stages();
        return new FoundRule(before.scores, trials, kept, nnUNet.scores, stages, best.scores);
    }

    private Tried allTogether(Tried before, List<FoundRule.Kept> kept) {
        Tried all = tried(CleanUpRule.keepLargest("all labels together", scheme.labels()));
        boolean adopted = all.isBetterThan(before);
        if (adopted) {
            kept.add(new FoundRule.Kept(scheme.labels(), true));
        }
        note(all, all.rule.name(), adopted);
        return adopted ? all : before;
    }

    private Tried oneAlone(Structure structure, Tried sofar, List<FoundRule.Kept> kept) {
        CleanUpRule alone = CleanUpRule.keepLargest(scheme.name(structure), structure.labels());
        Tried next = tried(sofar.rule.then(alone));
        boolean adopted = next.scores.meanDice(structure) > sofar.scores.meanDice(structure);
        if (adopted) {
            kept.add(new FoundRule.Kept(structure.labels(), structure.isRegion()));
        }
        note(next, alone.name(), adopted);
        return adopted ? next : sofar;
    }

    private void note(Tried tried, String name, boolean adopted) {
        trials.add(new FoundRule.Trial(name, tried.scores, adopted));
    }

    private Tried tried(CleanUpRule rule) {
        List<CaseOutcome> outcomes = run.each(pair -> score(pair, rule), listener);
        CaseOutcome.failed(outcomes).stream().findFirst().ifPresent(failed -> {
            throw failed.why();
        });
        return new Tried(rule, scores(CaseOutcome.measured(outcomes), scheme));
    }

    private static Scores scores(List<CaseMeasures> measures, LabelScheme scheme) {
        return new Scores(measures.stream().map(one -> one.score(scheme)).toList());
    }

    private CaseOutcome score(CasePair pair, CleanUpRule rule) {
        CaseReader maps = CaseReader.read(pair);
        Lines lines = run.linesOfCase();
        LabelPairs voxels = LabelPairs.count(rule.rule().apply(maps.prediction()), maps.reference(), lines);
        return new CaseOutcome.Measured(new CaseMeasures(pair, voxels, Map.of(), Optional.empty()));
    }
}
