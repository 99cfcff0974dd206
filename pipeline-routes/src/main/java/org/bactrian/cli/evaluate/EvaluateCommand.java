package org.bactrian.cli.evaluate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.bactrian.cli.file.FileNames;
import org.bactrian.cli.option.JsonOption;
import org.bactrian.cli.option.LabelsOption;
import org.bactrian.cli.option.OutputOptions;
import org.bactrian.cli.option.ThreadsOption;
import org.bactrian.cli.result.CaseFailure;
import org.bactrian.cli.terminal.ExitCode;
import org.bactrian.cli.terminal.Progress;
import org.bactrian.cli.terminal.Terminal;
import org.bactrian.evaluate.CaseMeasures;
import org.bactrian.evaluate.CaseOutcome;
import org.bactrian.evaluate.CasePairs;
import org.bactrian.evaluate.Evaluation;
import org.bactrian.evaluate.LabelScheme;
import org.bactrian.evaluate.Scores;
import org.bactrian.evaluate.SummaryJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Scores label maps against references. */
@Command(
        name = "evaluate",
        description = {
            "Scores predicted label maps against references, paired by name: Dice, IoU and voxel counts as nnU-Net's"
                    + " summary.json has them; with --surface and --kits distances between surfaces and the KiTS scores.",
            "A case whose files are missing, broken or on different grids is named, and the others are scored."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  bactrian evaluate results/ labelsTr/ --out summary.json",
            "  bactrian evaluate results/ labelsTr/ --kits --surface 1 --csv scores.csv --plot scores.png",
            "  bactrian evaluate case_00042.nii.gz truth_00042.nii.gz --labels 1,2 --json"
        })
public final class EvaluateCommand implements Callable<Integer> {

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Parameters(index = "0", paramLabel = "PREDICTIONS", description = "Folder of label maps, or one file.")
    private Path predictions = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "REFERENCES",
            description = "Folder of label maps of the same names or of <case>/segmentation.nii.gz, or one file.")
    private Path references = Path.of("");

    @Option(names = "--out", paramLabel = "FILE", description = "Write the scores in nnU-Net's summary.json schema.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--kits", description = "Add the scores of KiTS19 and KiTS21/23.")
    private boolean kits;

    @Option(
            names = "--surface",
            paramLabel = "MM",
            description = "Add HD95, and surface Dice at a tolerance in millimetres.")
    private Optional<Double> toleranceMm = Optional.empty();

    @Mixin
    private LabelsOption labels = new LabelsOption();

    @Option(names = "--predicted-only", description = "Pass over references that have no prediction.")
    private boolean predictedOnly;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write a row for each case and structure.")
    private Optional<Path> csv = Optional.empty();

    @Option(names = "--plot", paramLabel = "FILE", description = "Draw box plots: a .png or .svg file.")
    private Optional<Path> plot = Optional.empty();

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    @Override
    public Integer call() throws IOException {
        requireArguments();
        Optional<LabelScheme> scheme = labels.scheme(predictions, references);
        CasePairs pairs = CasePairs.find(predictions, references);
        if (predictedOnly) {
            pairs = pairs.predictedOnly();
        }
        List<CaseOutcome> outcomes = run(pairs, new Evaluation(scheme, toleranceMm, kits));
        List<CaseMeasures> measured = CaseOutcome.measured(outcomes);
        List<CaseOutcome.Failed> failed = CaseOutcome.failed(outcomes);
        if (!measured.isEmpty()) {
            report(measured, failed, scheme.orElseGet(() -> LabelsOption.allFound(measured)));
        } else if (json.wanted()) {
            output.terminal().json(EvaluateReport.ofNone(failed));
        }
        return tellFailures(failed, output.terminal());
    }

    /** Tells each failure with its stage and reason, and returns the exit code that follows. */
    static int tellFailures(List<CaseOutcome.Failed> failed, Terminal terminal) {
        for (CaseOutcome.Failed failure : failed) {
            CaseFailure why = CaseFailure.of(failure.why());
            terminal.problem("%s: failed in stage %s: %s".formatted(failure.caseId(), why.stage(), why.reason()));
        }
        return failed.isEmpty() ? ExitCode.DONE : ExitCode.SOME_CASES_FAILED;
    }

    private void requireArguments() {
        FileNames.requireExisting(List.of(predictions, references));
        plot.ifPresent(ScorePlot::requireName);
        if (toleranceMm.isPresent() && !(toleranceMm.get() >= 0)) {
            throw new IllegalArgumentException("--surface must not be negative, got " + toleranceMm.get());
        }
        threads.limit();
    }

    private List<CaseOutcome> run(CasePairs pairs, Evaluation evaluation) {
        List<CaseOutcome> outcomes = new ArrayList<>(pairs.unpaired());
        try (Progress progress =
                output.terminal().progress("evaluate", pairs.pairs().size())) {
            outcomes.addAll(evaluation.run(pairs.pairs(), threads.number(), (caseId, done, all) -> {
                progress.doing(caseId);
                progress.reached(done);
            }));
        }
        return outcomes;
    }

    private void report(List<CaseMeasures> measured, List<CaseOutcome.Failed> failed, LabelScheme scheme)
            throws IOException {
        Scores scores =
                new Scores(measured.stream().map(one -> one.score(scheme)).toList());
        ScoreSheet sheet = ScoreSheet.of(measured, scheme);
        if (out.isPresent()) {
            FileNames.makeFolderOf(out.get());
            SummaryJson.write(out.get(), measured, scheme);
        }
        if (csv.isPresent()) {
            FileNames.makeFolderOf(csv.get());
            FileNames.write(csv.get(), ScoreCsv.text(measured, scheme).getBytes(StandardCharsets.UTF_8));
        }
        if (plot.isPresent()) {
            FileNames.makeFolderOf(plot.get());
            ScorePlot.draw(sheet, plot.get());
        }
        if (json.wanted()) {
            output.terminal().json(EvaluateReport.of(sheet, scores.meanDice(), failed));
        } else {
            ScoreTables.print(sheet, output.terminal());
        }
    }
}
