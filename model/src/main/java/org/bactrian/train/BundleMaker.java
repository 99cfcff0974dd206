package org.bactrian.train;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.checkpoint.Provenance;
import org.bactrian.evaluate.Scores;
import org.bactrian.stage.StageSpec;
import org.bactrian.train.dataset.Dataset;
import org.bactrian.unet.program.Precision;

/**
 * Makes bundles of a training's networks.
 *
 * @param stages before the network
 * @param trainingCases how many cases were trained on
 * @param heldOutCases how many were not
 * @param precision it was trained in
 */
record BundleMaker(
        Recipe recipe,
        Dataset dataset,
        List<StageSpec> stages,
        int trainingCases,
        int heldOutCases,
        Precision precision) {

    /** The bundle of the network at a checkpoint, with the scores of the held-out cases where they are known. */
    ModelBundle of(TrainingCheckpoint checkpoint, Optional<Scores> scores) {
        List<String> labels = dataset.description().labels();
        ModelBundle.Description description = new ModelBundle.Description(
                recipe.network(),
                labels,
                stages,
                recipe.postprocessing(labels),
                Provenance.of(
                        facts(checkpoint.progress()),
                        metrics(labels, checkpoint.progress().lastReport(), scores)));
        return ModelBundle.of(description, checkpoint.state().weights());
    }

    private Map<String, String> facts(TrainingProgress progress) {
        TrainingPlan plan = recipe.training();
        return Map.of(
                "dataset", dataset.name(),
                "trainingCases", String.valueOf(trainingCases),
                "heldOutCases", String.valueOf(heldOutCases),
                "fold", plan.fold().toString(),
                "epochs", progress.epoch() + " of " + plan.epochs(),
                "batchesPerEpoch", String.valueOf(plan.batchesPerEpoch()),
                "batchSize", String.valueOf(plan.batchSize()),
                "learningRate", String.valueOf(plan.learningRate()),
                "seed", String.valueOf(plan.seed()),
                "precision", precision.name().toLowerCase(Locale.ROOT));
    }

    private static Map<String, Double> metrics(List<String> labels, EpochReport last, Optional<Scores> scores) {
        Map<String, Double> metrics = new TreeMap<>();
        metrics.put("trainLoss", last.trainLoss());
        metrics.put("validationLoss", last.validationLoss());
        for (int label = 1; label < labels.size(); label++) {
            String name = labels.get(label);
            metrics.put("pseudoDice." + name, last.pseudoDice().get(label - 1));
            int scored = label;
            scores.ifPresent(all -> metrics.put("heldOutDice." + name, all.meanDice(scored)));
        }
        return metrics;
    }
}
