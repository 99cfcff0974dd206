package org.bactrian.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.volume.Case;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes what a network sees of a scan. */
@Command(
        name = "preprocess",
        description = {
            "Writes what a model's network sees of a scan: float32 (channel, z, y, x) in the model's own axis order.",
            "With --json it tells the grids that the scan has lain on, the scan's own first."
        },
        footerHeading = "%nExample:%n",
        footer = "  bactrian preprocess --model model.bactrian ct.nii.gz --labels truth.nii.gz --out ct.npy --json")
final class PreprocessCommand implements Callable<Integer> {

    private static final String ENDING = ".npy";

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(names = "--model", paramLabel = "MODEL", description = "Model bundle (.bactrian) that names the stages.")
    private Optional<Path> model = Optional.empty();

    @Option(names = "--plan", paramLabel = "FILE", hidden = true)
    private Optional<Path> plan = Optional.empty();

    @Parameters(paramLabel = "INPUT", description = "NIfTI file.")
    private Path input = Path.of("");

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = "Label map of the scan, written to F.labels.npy as int8 or int16.")
    private Optional<Path> labels = Optional.empty();

    @Option(names = "--out", paramLabel = "F.npy", required = true, description = "NumPy file to write.")
    private Path out = Path.of("");

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
        ModelBundle bundle = ModelOption.read(requireArguments());
        StageClock clock = new StageClock();
        Scan scan = new Scan(FileNames.caseId(input), List.of(input));
        Case read = clock.time("read", () -> read(scan));
        Case prepared = plugins.stages().pipeline(bundle.preprocessing()).run(read, clock);
        FileNames.makeFolderOf(out);
        NpyFile.write(out, prepared.channels());
        prepared.labels().ifPresent(map -> NpyFile.write(labelsFile(), map));
        report(prepared, clock);
        return ExitCode.DONE;
    }

    private Path requireArguments() {
        List<String> problems = new ArrayList<>();
        if (plan.isPresent()) {
            problems.add("not supported: --plan; give --model");
        } else if (model.isEmpty()) {
            problems.add("--model must be given");
        }
        if (!out.toString().endsWith(ENDING)) {
            problems.add("--out must end in .npy, got " + out);
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        List<Path> files = new ArrayList<>(List.of(input));
        labels.ifPresent(files::add);
        FileNames.requireExisting(files);
        return model.orElseThrow();
    }

    private Case read(Scan scan) {
        Case image = scan.read();
        return labels.map(file -> image.withLabels(scan.readLabels(file))).orElse(image);
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
