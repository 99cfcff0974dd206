package org.bactrian.cli.prepare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinTask;
import org.bactrian.cli.file.FileNames;
import org.bactrian.cli.file.NpyFile;
import org.bactrian.cli.file.StoredInputs;
import org.bactrian.cli.option.ConfigOption;
import org.bactrian.cli.option.JsonOption;
import org.bactrian.cli.option.ModelOption;
import org.bactrian.cli.option.OutputOptions;
import org.bactrian.cli.option.PluginsOption;
import org.bactrian.cli.option.ThreadsOption;
import org.bactrian.cli.scan.GridReport;
import org.bactrian.cli.scan.Scan;
import org.bactrian.cli.scan.ScanInputs;
import org.bactrian.cli.scan.StageClock;
import org.bactrian.cli.terminal.ExitCode;
import org.bactrian.numeric.spline.Lines;
import org.bactrian.volume.Case;
import org.bactrian.volume.LabelMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes what a network sees of a scan. */
@Command(
        name = "preprocess",
        description = {
            "Writes what a model's network sees of a scan: float32 (channel, z, y, x) in the model's own axis order.",
            "With --plan, what nnU-Net's would see: of several channels name the one that ends in _0000.",
            "With --json it tells the grids that the scan has lain on, the scan's own first."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  bactrian preprocess --model model.bactrian ct.nii.gz --labels truth.nii.gz --out ct.npy --json",
            "  bactrian preprocess --plan plans.json --configuration 3d_fullres ct_0000.nii.gz --out ct.npy"
        })
public final class PreprocessCommand implements Callable<Integer> {

    private static final String ENDING = ".npy";

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    @Option(names = "--model", paramLabel = "MODEL", description = "Model bundle (.bactrian) that names the stages.")
    private Optional<Path> model = Optional.empty();

    @Option(names = "--plan", paramLabel = "FILE", description = "nnU-Net's plans.json, instead of a model.")
    private Optional<Path> plan = Optional.empty();

    @Option(
            names = "--configuration",
            paramLabel = "NAME",
            description = "Which of the plan's configurations (default: 3d_fullres, or the only one).")
    private Optional<String> configuration = Optional.empty();

    @Parameters(paramLabel = "INPUT", description = "NIfTI file, or an object s3://bucket/key of the configured store.")
    private String input = "";

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = "Label map of the scan, written to F.labels.npy as int8 or int16.")
    private Optional<Path> labels = Optional.empty();

    @Option(names = "--out", paramLabel = "F.npy", required = true, description = "NumPy file to write.")
    private Path out = Path.of("");

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private PluginsOption plugins = new PluginsOption();

    /**
     * What has been done.
     *
     * @param shape (channel, z, y, x)
     * @param grids the grids that the scan has lain on: its own first, the network's last
     */
    record Prepared(
            String caseId,
            String image,
            Optional<String> labels,
            List<Integer> shape,
            List<GridReport> grids,
            Map<String, Double> seconds) {}

    @Override
    public Integer call() throws IOException {
        threads.limit();
        requireArguments();
        Preparation preparation = plan.isPresent()
                ? Preparation.of(plan.get(), configuration)
                : Preparation.of(ModelOption.read(model.orElseThrow()));
        try (StoredInputs stored = config.inputs()) {
            Scan scan = onlyOne(ScanInputs.find(List.of(input), preparation.channels(), stored));
            scan.requireChannels(preparation.channels());
            scan.channels().forEach(stored::fetch);
            prepare(scan, preparation);
        }
        return ExitCode.DONE;
    }

    private Scan onlyOne(List<Scan> scans) {
        if (scans.size() > 1) {
            throw new IllegalArgumentException("INPUT must be one case, %s holds %d: name a file, such as %s"
                    .formatted(input, scans.size(), scans.get(0).channels().get(0)));
        }
        return scans.get(0);
    }

    private void prepare(Scan scan, Preparation preparation) {
        StageClock clock = new StageClock();
        output.terminal().note(scan.forecast().toString());
        Case read = clock.time("read", () -> read(scan));
        Case prepared = plugins.stages().pipeline(preparation.stages()).run(read, clock);
        FileNames.makeFolderOf(out);
        NpyFile.write(out, prepared.channels());
        prepared.labels().ifPresent(map -> NpyFile.write(labelsFile(), map));
        report(prepared, clock);
    }

    private void requireArguments() {
        List<String> problems = new ArrayList<>();
        if (plan.isPresent() == model.isPresent()) {
            problems.add("one of --model and --plan must be given");
        }
        if (configuration.isPresent() && plan.isEmpty()) {
            problems.add("--configuration belongs to --plan");
        }
        if (!out.toString().endsWith(ENDING)) {
            problems.add("--out must end in .npy, got " + out);
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        List<Path> files = new ArrayList<>();
        labels.ifPresent(files::add);
        plan.ifPresent(files::add);
        FileNames.requireExisting(files);
    }

    private Case read(Scan scan) {
        Optional<ForkJoinTask<LabelMap>> beside = labels.map(file -> ForkJoinTask.adapt(() -> scan.readLabels(file)));
        beside.ifPresent(map -> Lines.allCores().beside().execute(map::quietlyInvoke));
        Case image = scan.read();
        return beside.map(map -> image.withLabels(map.join())).orElse(image);
    }

    private Path labelsFile() {
        String name = FileNames.last(out);
        return out.resolveSibling(name.substring(0, name.length() - ENDING.length()) + ".labels" + ENDING);
    }

    private void report(Case prepared, StageClock clock) {
        List<Integer> size = GridReport.of(prepared.geometry()).size();
        List<Integer> shape = List.of(prepared.channels().size(), size.get(2), size.get(1), size.get(0));
        if (json.wanted()) {
            output.terminal()
                    .json(new Prepared(
                            prepared.id(),
                            out.toString(),
                            prepared.labels().map(map -> labelsFile().toString()),
                            shape,
                            prepared.grids().stream().map(GridReport::of).toList(),
                            clock.seconds()));
        } else {
            output.terminal().result("%s: float32 %s".formatted(out, shape));
            prepared.labels().ifPresent(map -> output.terminal().result(labelsFile() + ": labels"));
        }
    }
}
