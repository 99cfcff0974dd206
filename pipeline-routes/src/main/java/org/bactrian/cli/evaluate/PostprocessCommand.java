package org.bactrian.cli.evaluate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.bactrian.cli.file.FileNames;
import org.bactrian.cli.option.JsonOption;
import org.bactrian.cli.option.LabelsOption;
import org.bactrian.cli.option.OutputOptions;
import org.bactrian.cli.option.ThreadsOption;
import org.bactrian.cli.result.CaseFailure;
import org.bactrian.cli.terminal.Progress;
import org.bactrian.evaluate.CaseMeasures;
import org.bactrian.evaluate.CaseOutcome;
import org.bactrian.evaluate.CasePair;
import org.bactrian.evaluate.CasePairs;
import org.bactrian.evaluate.Evaluation;
import org.bactrian.evaluate.FoundRule;
import org.bactrian.evaluate.LabelScheme;
import org.bactrian.evaluate.PostprocessingJson;
import org.bactrian.evaluate.RuleSearch;
import org.bactrian.evaluate.Scores;
import org.bactrian.evaluate.Structure;
import org.bactrian.stage.StageSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds the clean-up that helps. */
@Command(
        name = "postprocess",
        description = {
            "Finds the clean-up of predicted label maps that helps, the way nnU-Net does (keep the largest island of all"
                    + " labels, then of each), and tries to keep two kidneys with what touches them.",
            "Writes nnU-Net's postprocessing.json; under 'bactrian' lies the best rule of all as a list of stages. Use"
                    + " predictions that the model was not trained on, such as those of a cross-validation."
        },
        footerHeading = "%nExample:%n",
        footer = "  bactrian postprocess crossval_results/ labelsTr/ --out postprocessing.json")
public final class PostprocessCommand implements Callable<Integer> {

    private static final int DIGITS = 5;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Parameters(index = "0", paramLabel = "PREDICTIONS", description = "Folder of label maps.")
    private Path predictions = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "REFERENCES",
            description = "Folder of label maps of the same names or of <case>/segmentation.nii.gz.")
    private Path references = Path.of("");

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "postprocessing.json to write.")
    private Path out = Path.of("");

    @Mixin
    private LabelsOption labels = new LabelsOption();

    @Option(
            names = "--kidney-label",
            paramLabel = "N",
            description = "Label of kidney tissue for the rule of two kidneys (default: the one named kidney, else 1);"
                    + " 0: do not try it.")
    private Optional<Integer> kidneyLabel = Optional.empty();

    @Option(names = "--predicted-only", description = "Pass over references that have no prediction.")
    private boolean predictedOnly;

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    /** A rule that was tried: mean Dice of all structures and of each after it. */
    record TrialReport(String rule, boolean adopted, double meanDice, Map<String, Double> dice) {}

    /**
     * What was found.
     *
     * @param file the one that was written; none where no case could be read
     */
    record PostprocessReport(
            Optional<String> file,
            List<StageSpec> stages,
            List<TrialReport> trials,
            Map<String, CaseFailure> failures) {}

    @Override
    public Integer call() {
        FileNames.requireExisting(List.of(predictions, references));
        Optional<LabelScheme> given = labels.scheme(predictions, references);
        CasePairs found = CasePairs.find(predictions, references);
        List<CaseOutcome> outcomes = new ArrayList<>((predictedOnly ? found.predictedOnly() : found).unpaired());
        outcomes.addAll(measured(found.pairs()));
        List<CaseMeasures> measured = CaseOutcome.measured(outcomes);
        List<CaseOutcome.Failed> failed = CaseOutcome.failed(outcomes);
        if (!measured.isEmpty()) {
            LabelScheme scheme = given.orElseGet(() -> LabelsOption.allFound(measured));
            FoundRule rule = search(measured, scheme);
            FileNames.makeFolderOf(out);
            PostprocessingJson.write(out, rule);
            report(rule, scheme, failed);
        } else if (json.wanted()) {
            output.terminal()
                    .json(new PostprocessReport(
                            Optional.empty(), List.of(), List.of(), EvaluateReport.failures(failed)));
        }
        return EvaluateCommand.tellFailures(failed, output.terminal());
    }

    private List<CaseOutcome> measured(List<CasePair> pairs) {
        try (Progress progress = output.terminal().progress("read", pairs.size())) {
            threads.limit();
            return Evaluation.ofOverlap().run(pairs, threads.number(), (caseId, done, all) -> progress.reached(done));
        }
    }

    private FoundRule search(List<CaseMeasures> measured, LabelScheme scheme) {
        OptionalInt kidney = kidneyLabel(scheme);
        AtomicInteger reached = new AtomicInteger();
        long steps = (long) RuleSearch.trials(scheme, kidney) * measured.size();
        try (Progress progress = output.terminal().progress("try", steps)) {
            return RuleSearch.search(
                    measured,
                    scheme,
                    kidney,
                    threads.number(),
                    (caseId, done, all) -> progress.reached(reached.incrementAndGet()));
        }
    }

    private OptionalInt kidneyLabel(LabelScheme scheme) {
        if (kidneyLabel.isPresent()) {
            return kidneyLabel.get() > 0 ? OptionalInt.of(kidneyLabel.get()) : OptionalInt.empty();
        }
        return OptionalInt.of(scheme.names().entrySet().stream()
                .filter(entry -> entry.getValue().toLowerCase(Locale.ROOT).contains("kidney"))
                .map(entry ->
                        entry.getKey().labels().stream().min(Integer::compare).orElse(1))
                .findFirst()
                .orElse(1));
    }

    private void report(FoundRule found, LabelScheme scheme, List<CaseOutcome.Failed> failed) {
        if (json.wanted()) {
            List<TrialReport> trials = found.trials().stream()
                    .map(trial -> new TrialReport(
                            trial.name(), trial.adopted(), trial.scores().meanDice(), dice(trial.scores(), scheme)))
                    .toList();
            output.terminal()
                    .json(new PostprocessReport(
                            Optional.of(out.toString()), found.stages(), trials, EvaluateReport.failures(failed)));
        } else {
            table(found, scheme);
        }
    }

    private void table(FoundRule found, LabelScheme scheme) {
        List<String> heads = new ArrayList<>(List.of("rule", "mean Dice"));
        scheme.names().values().forEach(name -> heads.add("Dice " + name));
        heads.add("adopted");
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("as predicted", found.before(), scheme, ""));
        found.trials()
                .forEach(trial -> rows.add(row(trial.name(), trial.scores(), scheme, trial.adopted() ? "yes" : "no")));
        output.terminal().table(heads, rows);
        String stages = found.stages().stream()
                .map(spec -> spec.stage() + " " + spec.settings())
                .collect(Collectors.joining(", "));
        output.terminal().result("%s: %s".formatted(out, stages.isEmpty() ? "no rule helps" : stages));
    }

    private static List<String> row(String name, Scores scores, LabelScheme scheme, String adopted) {
        List<String> row = new ArrayList<>(List.of(name, Spread.text(scores.meanDice(), DIGITS)));
        dice(scores, scheme).values().forEach(dice -> row.add(Spread.text(dice, DIGITS)));
        row.add(adopted);
        return row;
    }

    private static Map<String, Double> dice(Scores scores, LabelScheme scheme) {
        Map<String, Double> dice = new LinkedHashMap<>();
        for (Structure structure : scheme.structures()) {
            dice.put(scheme.name(structure), scores.meanDice(structure));
        }
        return dice;
    }
}
