package org.bactrian.cli.option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bactrian.cli.file.FileNames;
import org.bactrian.evaluate.CaseMeasures;
import org.bactrian.evaluate.LabelScheme;
import picocli.CommandLine.Option;

/** Which labels or regions are scored. */
public final class LabelsOption {

    private static final String FILE = "dataset.json";

    @Option(
            names = "--dataset",
            paramLabel = "FILE",
            description =
                    "dataset.json with labels, regions and the ignore label (default: the one beside the predictions,"
                            + " beside the references or in the folder above them).")
    private Optional<Path> dataset = Optional.empty();

    @Option(
            names = "--labels",
            paramLabel = "N,N,..",
            split = ",",
            description = "Labels to score in place of those of a dataset.json.")
    private List<Integer> labels = List.of();

    /** What is to be scored; empty where nothing says so, and every label that is found counts. */
    public Optional<LabelScheme> scheme(Path predictions, Path references) {
        if (!labels.isEmpty()) {
            if (dataset.isPresent() || labels.stream().anyMatch(label -> label < 1)) {
                throw new IllegalArgumentException(
                        "--labels must be 1 or more and goes without --dataset, got " + labels);
            }
            return Optional.of(LabelScheme.of(labels));
        }
        dataset.ifPresent(file -> FileNames.requireExisting(List.of(file)));
        return dataset.or(() -> found(predictions, references)).map(LabelScheme::read);
    }

    /** Every label that is found, where nothing says what to score. */
    public static LabelScheme allFound(List<CaseMeasures> measured) {
        TreeSet<Integer> found = new TreeSet<>();
        measured.forEach(one -> found.addAll(one.voxels().foreground()));
        return LabelScheme.of(found);
    }

    private static Optional<Path> found(Path predictions, Path references) {
        return Stream.of(
                        folder(predictions),
                        folder(references),
                        folder(references).resolve(".."))
                .map(folder -> folder.resolve(FILE))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private static Path folder(Path place) {
        Path absolute = place.toAbsolutePath().normalize();
        return Files.isDirectory(absolute) ? absolute : absolute.resolveSibling("");
    }
}
