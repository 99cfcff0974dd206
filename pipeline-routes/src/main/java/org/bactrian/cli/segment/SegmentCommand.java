package org.bactrian.cli.segment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.bactrian.checkpoint.source.ModelSet;
import org.bactrian.cli.file.FileNames;
import org.bactrian.cli.file.StoredInputs;
import org.bactrian.cli.option.ConfigOption;
import org.bactrian.cli.option.JsonOption;
import org.bactrian.cli.option.ModelOption;
import org.bactrian.cli.option.OutputOptions;
import org.bactrian.cli.option.PluginsOption;
import org.bactrian.cli.result.CaseResult;
import org.bactrian.cli.result.CaseTable;
import org.bactrian.cli.scan.Scan;
import org.bactrian.cli.scan.ScanInputs;
import org.bactrian.cli.terminal.ExitCode;
import org.bactrian.cli.terminal.GracefulStop;
import org.bactrian.cli.terminal.Terminal;
import org.bactrian.segment.SegmentationModel;
import org.bactrian.unet.engine.TorchEngine;
import org.bactrian.volume.BadCaseException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Segments scans without any server. */
@Command(
        name = "segment",
        description = {
            "Segments scans without any server: one label map for each case, on the grid of its scan.",
            "In a folder, <case>_0000.nii.gz is channel 0 of <case>; of folders <case>/imaging.nii.gz, as KiTS has them,"
                    + " each is a case. Several cases overlap: while one is in the network, the next is prepared and the"
                    + " last is written. With --truth, Dice of every class is told too:"
                    + " compared voxel by voxel, after clean-up, the mean taken over the cases.",
            "The column review says why a person should look at a case before its labels are used: entropy (the network is"
                    + " unsure), disagreement (of folds, mirrors or models), volume (not plausible), nothing-found."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  bactrian segment --model model.bactrian ct.nii.gz --out labels.nii.gz --preview",
            "  bactrian segment --model nnUNetTrainer__nnUNetPlans__3d_fullres --folds 0,1 ct.nii.gz --out labels.nii.gz",
            "  bactrian segment --model model.bactrian scans/ --out results/ --json",
            "  bactrian segment --model model.bactrian s3://scans/case_00042/ct.nii.gz --out results",
            "  bactrian segment --model model.bactrian imagesTr --out results --truth labelsTr",
            "  bactrian segment --model model.bactrian kits19/data --out submission --kits19 --continue",
            "  find /scans -name '*.nii.gz' | bactrian segment --model model.bactrian - --out results --num-parts 2 --part-id 0"
        })
public final class SegmentCommand implements Callable<Integer> {

    /** A case that is not done is lost either way, so a signal need not wait for the slowest network. */
    private static final Duration LONGEST_WINDOW = Duration.ofSeconds(60);

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Mixin
    private ModelOption model = new ModelOption();

    @Parameters(
            paramLabel = "INPUT",
            arity = "1..*",
            description =
                    "NIfTI files, folders of them, or objects s3://bucket/key of the configured store; - reads a list"
                            + " of these, one a line, from standard input.")
    private List<String> inputs = List.of();

    @Option(
            names = "--out",
            paramLabel = "PATH",
            required = true,
            description = "Folder for <case>.nii.gz, or for one case the file to write.")
    private Path out = Path.of("");

    @Option(
            names = "--truth",
            paramLabel = "PATH",
            description = "Folder of true label maps <case>.nii.gz, or the one of a single case: tells Dice.")
    private Optional<Path> truth = Optional.empty();

    @Option(names = "--preview", description = "Write a PNG contact sheet beside each label map.")
    private boolean preview;

    @Option(
            names = "--probabilities",
            description = "Write <case>.npz beside each label map: array 'probabilities', float32, (class, z, y, x).")
    private boolean probabilities;

    @Option(names = "--continue", description = "Pass over cases whose results lie in --out already.")
    private boolean goOn;

    @Mixin
    private PartOptions part = new PartOptions();

    @Mixin
    private SubmissionOptions submission = new SubmissionOptions();

    @Mixin
    private MemoryOption memory = new MemoryOption();

    @Option(names = "--no-clean", description = "Skip the model's stages after the network.")
    private boolean noClean;

    @Option(
            names = "--previous",
            paramLabel = "PATH",
            description =
                    "For a cascade: folder of the label maps <case>.nii.gz of the network before, or a single one."
                            + " Default: the low-resolution model beside the cascade is run first, with all its folds.")
    private Optional<Path> previous = Optional.empty();

    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @Mixin
    private ReviewOptions review = new ReviewOptions();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private PluginsOption plugins = new PluginsOption();

    @Mixin
    private LaterSegmentOptions later = new LaterSegmentOptions();

    /**
     * What has been done.
     *
     * @param model the digest of the model
     * @param device what the networks ran on and, where any ran, the number formats in which they computed
     * @param meanDice by class over the cases whose truth is known
     */
    record Segmented(String model, String device, List<CaseResult> cases, Map<String, Double> meanDice) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        later.requireNone();
        model.requireThere();
        network.limitThreads();
        FirstRead first = new FirstRead();
        firstFile().ifPresent(file -> first.begin(file, this::firstBudget));
        TorchEngine.startAhead();
        ModelSet models = models();
        submission.requireLabels(models.labels());
        try (GracefulStop stop = GracefulStop.listening(LONGEST_WINDOW);
                StoredInputs stored = config.inputs()) {
            return segmentAll(models, first, stored, stop);
        }
    }

    /** What is surely read first, whatever the model is. */
    private Optional<Path> firstFile() {
        return goOn || part.isShared()
                ? Optional.empty()
                : Optional.of(Path.of(inputs.get(0))).filter(FileNames::isNifti).filter(Files::isRegularFile);
    }

    private int segmentAll(ModelSet models, FirstRead first, StoredInputs stored, GracefulStop stop)
            throws IOException, InterruptedException {
        List<Scan> all = ScanInputs.find(InputList.expanded(inputs, System.in), models.imageChannels(), stored);
        submission.naming().requireNames(all.stream().map(Scan::caseId).toList());
        truth.ifPresent(place -> FileNames.requireExisting(List.of(place)));
        SegmentOutput place = SegmentOutput.of(out, all.size(), submission.naming());
        CaseSegmenter.Wishes wishes = new CaseSegmenter.Wishes(
                place,
                !noClean,
                preview,
                probabilities,
                truth.map(Truth::new),
                previous.map(Truth::new),
                review.rules());
        wishes.requireUntouched(all);
        List<Scan> scans = undone(part.of(all), wishes);
        if (scans.isEmpty()) {
            place.makeFolder();
        }
        Segmented done = scans.isEmpty()
                ? new Segmented(models.digest(), network.device(), List.of(), meanDice(models, List.of()))
                : segment(models, scans, first, wishes, stored, stop);
        List<CaseResult> cases = done.cases();
        report(done);
        int exitCode = CaseTable.tellFailures(cases, output.terminal());
        if (stop.shouldSaveAndEnd()) {
            output.terminal()
                    .problem("stopped: %d of %d cases are done, --continue goes on"
                            .formatted(cases.size(), scans.size()));
            return ExitCode.INTERRUPTED;
        }
        submission.pack(place, all, part.isShared(), output.terminal());
        return exitCode;
    }

    private ModelSet models() throws IOException {
        previous.ifPresent(place -> FileNames.requireExisting(List.of(place)));
        ModelSet models = model.read(previous.isEmpty());
        if (previous.isPresent() && !models.isCascaded()) {
            throw new IllegalArgumentException(
                    "--previous belongs to a cascade; the model needs no other's label maps");
        }
        return models;
    }

    private List<Scan> undone(List<Scan> scans, CaseSegmenter.Wishes wishes) {
        List<Scan> undone = scans.stream()
                .filter(scan -> !goOn || !wishes.areMet(scan.caseId()))
                .toList();
        if (undone.size() < scans.size()) {
            output.terminal()
                    .note("%d of %d cases are done already".formatted(scans.size() - undone.size(), scans.size()));
        }
        return undone;
    }

    private Segmented segment(
            ModelSet models,
            List<Scan> scans,
            FirstRead first,
            CaseSegmenter.Wishes wishes,
            StoredInputs stored,
            GracefulStop stop)
            throws InterruptedException {
        Path file = scans.get(0).channels().get(0);
        if (!stored.isStored(file)) {
            first.begin(file, this::firstBudget);
        }
        try (SegmentationModel opened = opened(models);
                NetworkTurn turn = new NetworkTurn();
                CaseProgress progress = new CaseProgress(output.terminal(), scans.size(), stop::shouldSaveAndEnd)) {
            wishes.out().makeFolder();
            CaseSegmenter segmenter = new CaseSegmenter(opened, wishes, turn, first);
            List<CaseRun> runs = scans.stream()
                    .map(scan -> new CaseRun(scan, segmenter, () -> progress.begin(scan.caseId()), output, stored))
                    .toList();
            List<CaseResult> cases = new CaseOverlap(budget(), stop::shouldSaveAndEnd).run(runs);
            return new Segmented(models.digest(), network.description(opened), cases, meanDice(models, cases));
        }
    }

    private MemoryBudget firstBudget() {
        return memory.budget(1);
    }

    private MemoryBudget budget() {
        return memory.budget(network.casesAtOnce(MemoryOption.CASES_IN_WORK));
    }

    private SegmentationModel opened(ModelSet models) {
        try {
            return network.open(models, plugins.stages());
        } catch (BadCaseException bad) {
            throw new IllegalArgumentException("--model: " + bad.getMessage(), bad);
        }
    }

    private void report(Segmented done) {
        Terminal terminal = output.terminal();
        List<CaseResult> cases = done.cases();
        for (CaseResult result : cases) {
            if (truth.isPresent() && result.failure().isEmpty() && result.dice().isEmpty()) {
                terminal.note("%s: no truth in %s".formatted(result.caseId(), truth.get()));
            }
        }
        if (json.wanted()) {
            terminal.json(done);
        } else {
            CaseTable.print(cases, terminal);
        }
        CaseTable.tellCoverage(cases, terminal);
        CaseTable.tellReviews(cases, terminal);
    }

    private Map<String, Double> meanDice(ModelSet models, List<CaseResult> cases) {
        Map<String, Double> means = new LinkedHashMap<>();
        if (truth.isPresent()) {
            models.labels().stream().skip(1).forEach(name -> means.put(name, CaseTable.meanDice(cases, name)));
        }
        return means;
    }
}
