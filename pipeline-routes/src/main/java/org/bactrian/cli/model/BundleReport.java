package org.bactrian.cli.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.cli.file.FileNames;
import org.bactrian.stage.StageSpec;
import org.bactrian.unet.plan.NetworkPlan;
import org.bactrian.unet.plan.UNetPlan;
import org.bactrian.volume.Index3;

/**
 * What a model bundle is.
 *
 * @param kind always {@code model}
 * @param file its name
 * @param digest SHA-256 that identifies the model
 * @param parameters the numbers it has learned
 * @param labels the names of the classes, background first
 * @param networks how many networks of this plan score together
 * @param network its plan
 * @param preprocessing stages before the network
 * @param postprocessing stages after it
 * @param bactrianVersion the program that made it
 * @param facts what was done to make it
 * @param metrics how well it did
 * @param sources SHA-256 of the files that it was read from
 * @param licences what was beside them, by file name
 */
record BundleReport(
        String kind,
        String file,
        String digest,
        long parameters,
        List<String> labels,
        int networks,
        Network network,
        List<StageSpec> preprocessing,
        List<StageSpec> postprocessing,
        String bactrianVersion,
        SortedMap<String, String> facts,
        SortedMap<String, Double> metrics,
        SortedMap<String, String> sources,
        SortedMap<String, String> licences) {

    /** The plan of a network; triples are x, y, z. Of a program of another make the inside is not known. */
    record Network(
            List<Double> spacingMm,
            List<Integer> patch,
            int inputChannels,
            int classes,
            List<Integer> features,
            List<List<Integer>> strides,
            List<List<Integer>> kernels,
            List<Integer> mirrorAxes) {

        static Network of(NetworkPlan plan) {
            Optional<UNetPlan> unet = plan instanceof UNetPlan known ? Optional.of(known) : Optional.empty();
            return new Network(
                    List.of(
                            plan.spacingMm().x(),
                            plan.spacingMm().y(),
                            plan.spacingMm().z()),
                    triple(plan.patch()),
                    plan.inputChannels(),
                    plan.classes(),
                    unet.map(UNetPlan::features).orElse(List.of()),
                    triples(unet.map(UNetPlan::strides)),
                    triples(unet.map(UNetPlan::kernels)),
                    plan.mirrorAxes());
        }

        private static List<List<Integer>> triples(Optional<List<Index3>> sizes) {
            return sizes.orElse(List.of()).stream().map(Network::triple).toList();
        }

        private static List<Integer> triple(Index3 index) {
            return List.of(index.x(), index.y(), index.z());
        }
    }

    static BundleReport of(Path path, ModelBundle bundle) {
        return new BundleReport(
                "model",
                FileNames.last(path),
                bundle.digest(),
                bundle.weights().count(),
                bundle.labels(),
                bundle.scoring().ensemble().members(),
                Network.of(bundle.plan()),
                bundle.preprocessing(),
                bundle.postprocessing(),
                bundle.provenance().bactrianVersion(),
                bundle.provenance().facts(),
                bundle.provenance().metrics(),
                bundle.provenance().sources().sha256(),
                bundle.provenance().sources().licences());
    }

    /** The same for people. */
    List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(
                "file         " + file,
                "digest       " + digest,
                String.format(Locale.ROOT, "parameters   %,d", parameters),
                "labels       " + String.join(", ", labels),
                "networks     " + networks,
                "spacing      %s mm".formatted(joined(network.spacingMm(), " x ")),
                "patch        " + joined(network.patch(), " x "),
                network.features().isEmpty()
                        ? "program      of another make, run as it is"
                        : "features     " + joined(network.features(), ", ")));
        preprocessing.forEach(spec -> lines.add("before       " + text(spec)));
        postprocessing.forEach(spec -> lines.add("after        " + text(spec)));
        lines.add("made by      Bactrian " + bactrianVersion);
        facts.forEach((name, fact) -> lines.add("%-12s %s".formatted(name, fact)));
        metrics.forEach((name, value) -> lines.add(String.format(Locale.ROOT, "%-12s %.4g", name, value)));
        sources.forEach((name, sha256) -> lines.add("from         %s (SHA-256 %s)".formatted(name, sha256)));
        licences.forEach((name, text) -> lines.add("licence      %s: %s".formatted(name, firstLine(text))));
        return lines;
    }

    private static String firstLine(String text) {
        return text.lines()
                .map(String::trim)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("");
    }

    static String text(StageSpec spec) {
        String settings = spec.settings().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        return settings.isEmpty() ? spec.stage() : "%s (%s)".formatted(spec.stage(), settings);
    }

    private static String joined(List<? extends Number> numbers, String between) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(between));
    }
}
