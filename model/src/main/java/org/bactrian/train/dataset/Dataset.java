package org.bactrian.train.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bactrian.nifti.NiftiReader;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.GridDifference;

/**
 * A training set in nnU-Net's folder layout.
 *
 * @param name the folder's name
 * @param description what {@code dataset.json} says
 * @param cases sorted by id
 */
public record Dataset(String name, DatasetDescription description, List<TrainingCase> cases) {

    private static final String IMAGES = "imagesTr";
    private static final String LABELS = "labelsTr";

    public Dataset {
        cases = List.copyOf(cases);
    }

    /**
     * Opens a dataset: reads its description and the headers of all its files.
     *
     * @throws IllegalArgumentException listing every problem at once: files that are missing, unreadable or left over,
     *     labels on another grid than their image
     * @throws BadCaseException when the description is no text
     */
    public static Dataset open(Path folder) throws IOException {
        DatasetDescription description = DatasetDescription.read(folder.resolve(DatasetDescription.FILE));
        List<String> problems = new ArrayList<>();
        SortedSet<String> ids = new TreeSet<>(names(folder.resolve(LABELS), description.fileEnding(), problems));
        SortedSet<String> images = new TreeSet<>(names(folder.resolve(IMAGES), description.fileEnding(), problems));
        List<TrainingCase> cases = new ArrayList<>();
        for (String id : ids) {
            TrainingCase found = caseOf(folder, id, description);
            found.images().forEach(image -> images.remove(stem(image, description.fileEnding())));
            problems.addAll(problemsOf(found));
            cases.add(found);
        }
        images.forEach(image -> problems.add("%s/%s%s belongs to no label map in %s (image names end in _0000 to _%04d)"
                .formatted(IMAGES, image, description.fileEnding(), LABELS, description.channels() - 1)));
        if (cases.isEmpty() || cases.size() != description.caseCount()) {
            problems.add("%s says numTraining is %d, %s holds %d label maps"
                    .formatted(DatasetDescription.FILE, description.caseCount(), LABELS, cases.size()));
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        return new Dataset(String.valueOf(folder.toRealPath().getFileName()), description, cases);
    }

    /** The ids of all cases, sorted. */
    public List<String> caseIds() {
        return cases.stream().map(TrainingCase::id).toList();
    }

    /** The case of an id. */
    public TrainingCase find(String id) {
        return cases.stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no case is named '%s' in %s".formatted(id, name)));
    }

    private static TrainingCase caseOf(Path folder, String id, DatasetDescription description) {
        List<Path> images = IntStream.range(0, description.channels())
                .mapToObj(channel -> folder.resolve(IMAGES)
                        .resolve(String.format(Locale.ROOT, "%s_%04d%s", id, channel, description.fileEnding())))
                .toList();
        return new TrainingCase(id, images, folder.resolve(LABELS).resolve(id + description.fileEnding()));
    }

    private static List<String> problemsOf(TrainingCase found) {
        List<String> problems = new ArrayList<>();
        List<Path> files = new ArrayList<>(found.images());
        files.add(found.labels());
        List<Geometry> grids = new ArrayList<>();
        for (Path file : files) {
            try {
                grids.add(NiftiReader.readHeader(file).geometry());
            } catch (BadCaseException bad) {
                problems.add(bad.getMessage());
            }
        }
        for (int i = 1; i < grids.size() && problems.isEmpty(); i++) {
            if (!grids.get(i).coincidesWith(grids.get(0))) {
                GridDifference difference = grids.get(i).differenceFrom(grids.get(0));
                problems.add("%s lies on a grid of %s, its image on one of %s"
                        .formatted(files.get(i).getFileName(), difference.found(), difference.expected()));
            }
        }
        return problems;
    }

    private static List<String> names(Path folder, String ending, List<String> problems) throws IOException {
        if (!Files.isDirectory(folder)) {
            problems.add("there is no folder " + folder.getFileName());
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> isVolume(file, ending))
                    .map(file -> stem(file, ending))
                    .toList();
        }
    }

    private static boolean isVolume(Path file, String ending) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(ending) && !name.startsWith(".");
    }

    private static String stem(Path file, String ending) {
        String name = String.valueOf(file.getFileName());
        return name.substring(0, name.length() - ending.length());
    }
}
