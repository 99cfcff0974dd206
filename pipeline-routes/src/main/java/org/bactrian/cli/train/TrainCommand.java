package org.bactrian.cli.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.cli.file.FileNames;
import org.bactrian.cli.option.ComputeOptions;
import org.bactrian.cli.option.JsonOption;
import org.bactrian.cli.option.OutputOptions;
import org.bactrian.cli.option.PluginsOption;
import org.bactrian.cli.terminal.ExitCode;
import org.bactrian.cli.terminal.GracefulStop;
import org.bactrian.cli.terminal.Terminal;
import org.bactrian.train.EpochReport;
import org.bactrian.train.Outcome;
import org.bactrian.train.Preset;
import org.bactrian.train.Recipe;
import org.bactrian.train.Trainer;
import org.bactrian.train.TrainingEnvironment;
import org.bactrian.train.TrainingFolder;
import org.bactrian.train.TrainingPlan;
import org.bactrian.train.dataset.Dataset;
import org.bactrian.train.dataset.Fold;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a model. */
@Command(
        name = "train",
        description = {
            "Trains a model on a data set in nnU-Net's folder layout and bundles it as model.bactrian.",
            "Ctrl-C or SIGTERM saves and ends with exit code 130; --resume goes on as if it had never stopped."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  bactrian phantom --out Dataset501_Phantom --count 60 --seed 1",
            "  bactrian train --dataset Dataset501_Phantom --out training --preset quick",
            "  bactrian train --dataset Dataset501_Phantom --out training --preset quick --resume"
        })
public final class TrainCommand implements Callable<Integer> {

    private static final String FULL_RESOLUTION = "3d_fullres";

    /** A step of the largest preset takes a minute on a busy processor, and its state is gigabytes. */
    private static final Duration LONGEST_TO_SAVE = Duration.ofMinutes(10);

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(names = "--dataset", paramLabel = "DIR", required = true, description = "Folder of the data set.")
    private Path dataset = Path.of("");

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder for all that is made.")
    private Path out = Path.of("");

    @Option(
            names = "--preset",
            paramLabel = "nnunet|reference|quick",
            description = "Network and length of training (default: ${DEFAULT-VALUE}).",
            defaultValue = "nnunet")
    private String preset = "nnunet";

    @Option(
            names = "--fold",
            paramLabel = "0..4|all",
            description = "Which fifth of the cases is held out (default: ${DEFAULT-VALUE}).",
            defaultValue = "0")
    private String fold = "0";

    @Option(names = "--epochs", paramLabel = "N", description = "Epochs (default: the preset's).")
    private Optional<Integer> epochs = Optional.empty();

    @Option(names = "--batches", paramLabel = "N", description = "Batches of an epoch (default: the preset's).")
    private Optional<Integer> batches = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of everything random (default: ${DEFAULT-VALUE}).",
            defaultValue = "0")
    private long seed;

    @Option(names = "--resume", description = "Go on from the checkpoint in --out.")
    private boolean resume;

    @Option(names = "--overwrite", description = "Begin anew although --out holds a training.")
    private boolean overwrite;

    @Mixin
    private ComputeOptions compute = new ComputeOptions();

    @Option(names = "--plan", paramLabel = "FILE", hidden = true)
    private Optional<Path> plan = Optional.empty();

    @Option(names = "--configuration", paramLabel = "NAME", hidden = true, defaultValue = FULL_RESOLUTION)
    private String configuration = FULL_RESOLUTION;

    @Mixin
    private PluginsOption plugins = new PluginsOption();

    /**
     * How the training ended.
     *
     * @param finished false when it was stopped
     * @param model where the bundle lies, once it is finished
     * @param digest of the bundle
     */
    record Trained(boolean finished, Optional<String> model, Optional<String> digest, List<EpochReport> epochs) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        requireSupported();
        Dataset data = openDataset();
        Recipe recipe = recipe(data);
        TrainingFolder folder = new TrainingFolder(out);
        requireFreeFolder(folder);
        compute.limitThreads();
        try (GracefulStop stop = GracefulStop.listening(LONGEST_TO_SAVE)) {
            Outcome outcome = train(recipe, data, folder, stop);
            report(outcome, folder);
            return outcome.finished() ? ExitCode.DONE : ExitCode.INTERRUPTED;
        }
    }

    private Outcome train(Recipe recipe, Dataset data, TrainingFolder folder, GracefulStop stop)
            throws IOException, InterruptedException {
        List<String> labels = data.description().labels();
        try (TrainingDisplay display = new TrainingDisplay(output.terminal(), recipe.training(), labels, folder)) {
            TrainingEnvironment environment = new TrainingEnvironment(
                    plugins.stages(), compute.device(), compute.precision(), display, stop::shouldSaveAndEnd);
            Trainer trainer = new Trainer(recipe, data, out, environment);
            return resume ? trainer.resume() : trainer.train();
        }
    }

    private void requireSupported() {
        List<String> problems = new ArrayList<>();
        if (plan.isPresent()) {
            problems.add("not supported: --plan; the preset decides the network");
        }
        if (!configuration.equals(FULL_RESOLUTION)) {
            problems.add("not supported: --configuration %s; only %s".formatted(configuration, FULL_RESOLUTION));
        }
        if (resume && overwrite) {
            problems.add("--resume and --overwrite exclude each other");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
    }

    private Dataset openDataset() throws IOException {
        FileNames.requireExisting(List.of(dataset));
        return Dataset.open(dataset);
    }

    private Recipe recipe(Dataset data) {
        Recipe recipe = Preset.named(preset).recipe(data.description());
        TrainingPlan standard = recipe.training();
        return recipe.with(
                standard.lasting(epochs.orElse(standard.epochs()), batches.orElse(standard.batchesPerEpoch()))
                        .seeded(seed)
                        .holdingOut(Fold.parse(fold)));
    }

    /** Hours of work are not thrown away because an option was forgotten. */
    private void requireFreeFolder(TrainingFolder folder) {
        if (!resume && !overwrite && Files.exists(folder.checkpoint())) {
            throw new IllegalArgumentException(
                    "--out holds a training: --resume goes on with it, --overwrite begins anew in " + out);
        }
    }

    private void report(Outcome outcome, TrainingFolder folder) throws IOException {
        Optional<String> digest = outcome.finished()
                ? Optional.of(ModelBundle.read(folder.model()).digest())
                : Optional.empty();
        Optional<String> model = digest.map(known -> folder.model().toString());
        Terminal terminal = output.terminal();
        if (json.wanted()) {
            terminal.json(new Trained(outcome.finished(), model, digest, outcome.epochs()));
        } else if (outcome.finished()) {
            terminal.result("%s: %d epochs, digest %s"
                    .formatted(folder.model(), outcome.epochs().size(), digest.orElse("")));
        } else {
            terminal.result("stopped after %d epochs; go on with --resume"
                    .formatted(outcome.epochs().size()));
        }
    }
}
