package org.bactrian.checkpoint.nnunet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.bactrian.checkpoint.JsonFields;
import org.bactrian.checkpoint.Scoring;
import org.bactrian.checkpoint.SourceFiles;
import org.bactrian.checkpoint.nnunet.plan.Architecture;
import org.bactrian.checkpoint.nnunet.plan.Configuration;
import org.bactrian.checkpoint.nnunet.plan.Labels;
import org.bactrian.checkpoint.nnunet.plan.NetworkShape;
import org.bactrian.checkpoint.nnunet.plan.Plans;
import org.bactrian.unet.plan.ForeignPlan;
import org.bactrian.unet.plan.UNetPlan;
import org.bactrian.unet.program.Ensemble;
import org.bactrian.volume.BadCaseException;

/**
 * What a plan says to a file of weights or a program that does not bring one.
 *
 * @param configuration how scans are prepared
 * @param labels what the outputs mean
 * @param scoring how scores are averaged, by the version of nnU-Net that has made the plan
 * @param shape of the input
 * @param architecture of the network; read when it is asked for, since a foreign program's may be any
 */
record Planned(
        Configuration configuration,
        Labels labels,
        Scoring scoring,
        NetworkShape shape,
        Supplier<Architecture> architecture) {

    /**
     * Reads a plan of either version: {@code plans.json} with a {@code dataset.json} beside it, or {@code plans.pkl}.
     *
     * @param wanted configuration; the usual one, or the finest of a {@code plans.pkl}, where none is named
     * @throws IllegalArgumentException when the plan has no such configuration, naming those it has
     */
    static Planned read(Path file, Optional<String> wanted) throws IOException {
        return isPickle(file) ? firstVersion(file, wanted) : secondVersion(file, wanted);
    }

    UNetPlan unet() {
        return shape.plan(architecture.get());
    }

    ForeignPlan foreign() {
        return shape.foreign();
    }

    /** The files that a model was read from. */
    static SourceFiles sources(Path model, Path plans) throws IOException {
        Path folder = model.toAbsolutePath().resolveSibling("");
        List<Path> texts = isPickle(plans) ? List.of() : List.of(plans, plans.resolveSibling(NnUNetModel.DATASET));
        List<Path> others = isPickle(plans) ? List.of(model, plans) : List.of(model);
        return SourceFiles.of(folder, texts, others);
    }

    private static boolean isPickle(Path plans) {
        return name(plans).endsWith(".pkl");
    }

    private static Planned secondVersion(Path file, Optional<String> wanted) throws IOException {
        Plans plans = Plans.read(file);
        String name = wanted.or(plans::usual)
                .orElseThrow(() -> new IllegalArgumentException(
                        "which configuration? %s has %s".formatted(name(file), plans.names())));
        Path dataset = file.resolveSibling(NnUNetModel.DATASET);
        if (Files.notExists(dataset)) {
            throw BadCaseException.of(
                    name(file), NnUNetModel.DATASET, "missing", "a file beside the plans that names the labels");
        }
        Labels labels = Labels.read(JsonFields.parse(NnUNetModel.DATASET, Plans.text(dataset)));
        List<Integer> cascaded = plans.cascaded(name, labels);
        Configuration configuration = plans.configuration(name).seeing(cascaded);
        return new Planned(
                configuration,
                labels,
                new Scoring(Ensemble.ALONE, labels.regionLabels(), configuration.scores()),
                shape(file, configuration, cascaded, plans.patch(name), labels.outputs()),
                () -> plans.architecture(name));
    }

    private static Planned firstVersion(Path file, Optional<String> wanted) throws IOException {
        Plans.requireFile(file);
        FirstVersionConfigurations all = new FirstVersionConfigurations(FirstVersionModel.pickle(file));
        String name = wanted.orElseGet(all::usual);
        FirstVersionPlan plans = all.plan(name);
        Configuration configuration = plans.configuration(name);
        Labels labels = plans.labels();
        return new Planned(
                configuration,
                labels,
                Scoring.ofProbabilities(1, labels.regionLabels(), configuration.scores()),
                shape(file, configuration, plans.cascaded(), plans.patch(), plans.outputs()),
                plans::architecture);
    }

    /** The labels of a network before this one are channels too. */
    private static NetworkShape shape(
            Path file, Configuration configuration, List<Integer> cascaded, List<Integer> patch, int outputs) {
        List<Integer> axes = IntStream.range(0, patch.size()).boxed().toList();
        int channels = configuration.channels() + cascaded.size();
        return new NetworkShape(name(file), configuration.spacingMm(), patch, channels, outputs, axes);
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
