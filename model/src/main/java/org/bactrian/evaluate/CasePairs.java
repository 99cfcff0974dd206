package org.bactrian.evaluate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bactrian.volume.BadCaseException;

/**
 * Predictions and references paired by name: {@code <case>.nii.gz} or {@code <case>.nii} in both folders, or references as
 * KiTS lays them out, {@code <case>/segmentation.nii.gz}.
 *
 * @param pairs in the order of their names
 * @param unpaired why a case that only one folder holds cannot be scored, in the order of their names
 */
public record CasePairs(List<CasePair> pairs, List<CaseOutcome.Failed> unpaired) {

    private static final Pattern ENDING = Pattern.compile("(?i)\\.nii(\\.gz)?$");
    private static final List<String> KITS_NAMES = List.of("segmentation.nii.gz", "segmentation.nii");

    public CasePairs {
        pairs = List.copyOf(pairs);
        unpaired = List.copyOf(unpaired);
    }

    /**
     * Pairs two folders, or two files.
     *
     * @throws IllegalArgumentException when one is a folder and the other a file, a folder holds no label map, or there are
     *     two of one case
     */
    public static CasePairs find(Path predictions, Path references) {
        if (Files.isDirectory(predictions) != Files.isDirectory(references)) {
            throw new IllegalArgumentException("predictions and references must be two folders or two files: %s and %s"
                    .formatted(predictions, references));
        }
        if (!Files.isDirectory(predictions)) {
            return new CasePairs(List.of(new CasePair(caseId(predictions), predictions, references)), List.of());
        }
        List<String> problems = new ArrayList<>();
        CasePairs pairs = paired(labelMaps(predictions, problems), labelMaps(references, problems));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        return pairs;
    }

    private static CasePairs paired(SortedMap<String, Path> predictions, SortedMap<String, Path> references) {
        TreeSet<String> names = new TreeSet<>(predictions.keySet());
        names.addAll(references.keySet());
        List<CasePair> pairs = new ArrayList<>();
        List<CaseOutcome.Failed> unpaired = new ArrayList<>();
        for (String name : names) {
            Optional<Path> prediction = Optional.ofNullable(predictions.get(name));
            Optional<Path> reference = Optional.ofNullable(references.get(name));
            if (prediction.isPresent() && reference.isPresent()) {
                pairs.add(new CasePair(name, prediction.get(), reference.get()));
            } else {
                String missing = prediction.isPresent() ? "reference" : "prediction";
                unpaired.add(new CaseOutcome.Failed(
                        name,
                        BadCaseException.of(name, missing, "missing", "a label map of this name in both folders")
                                .at("pair")));
            }
        }
        return new CasePairs(pairs, unpaired);
    }

    /** Those that have a prediction; references nobody has predicted are passed over. */
    public CasePairs predictedOnly() {
        return new CasePairs(
                pairs,
                unpaired.stream()
                        .filter(failed -> failed.why().field().equals("reference"))
                        .toList());
    }

    private static SortedMap<String, Path> labelMaps(Path folder, List<String> problems) {
        SortedMap<String, Path> found = new TreeMap<>();
        for (Path entry : listed(folder)) {
            String caseId = caseId(entry);
            for (Path map : labelMaps(entry)) {
                Path other = found.putIfAbsent(caseId, map);
                if (other != null) {
                    problems.add("%s and %s are both case %s".formatted(other, map, caseId));
                }
            }
        }
        if (found.isEmpty()) {
            problems.add("the folder %s holds no NIfTI file".formatted(folder));
        }
        return found;
    }

    private static List<Path> listed(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot list the folder " + folder, unreadable);
        }
    }

    /** Those of a folder's entry: a file is one itself, a folder may be that of a case in KiTS' layout. */
    private static List<Path> labelMaps(Path entry) {
        if (Files.isDirectory(entry)) {
            return KITS_NAMES.stream()
                    .map(entry::resolve)
                    .filter(Files::isRegularFile)
                    .toList();
        }
        String name = String.valueOf(entry.getFileName());
        return ENDING.matcher(name).find() && !name.startsWith(".") ? List.of(entry) : List.of();
    }

    private static String caseId(Path file) {
        return ENDING.matcher(String.valueOf(file.getFileName())).replaceFirst("");
    }
}
