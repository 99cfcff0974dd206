package org.bactrian.checkpoint.nnunet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bactrian.volume.BadCaseException;

/**
 * The folder in which nnU-Net tells of two models that are better together, such as {@code
 * ensembles/ensemble___nnUNetTrainer__nnUNetPlans__3d_fullres___nnUNetTrainer__nnUNetPlans__2d___0_1_2_3_4}. It holds no
 * network: its name names the members, which lie beside {@code ensembles}, and their folds. The first version's is {@code
 * ensembles/Task048_KiTS/ensemble_2d__TRAINER__PLANS--3d_fullres__TRAINER__PLANS} and means all folds.
 *
 * @param path of the folder itself, absolute
 * @param members the folders of the models, absolute
 * @param folds of both; none for all that were trained
 */
public record EnsembleFolder(Path path, List<Path> members, List<String> folds) {

    private static final String PARENT = "ensembles";
    private static final String SEPARATOR = "___";
    private static final String PREFIX = "ensemble" + SEPARATOR;

    private static final String FIRST_PREFIX = "ensemble_";
    private static final String FIRST_SEPARATOR = "--";

    public EnsembleFolder {
        members = List.copyOf(members);
        folds = List.copyOf(folds);
    }

    /** Whether a folder has such a name. */
    public static boolean isOne(Path path) {
        boolean isNamed = name(path).startsWith(PREFIX) || isOfFirstVersion(path);
        return isNamed && Files.isDirectory(path);
    }

    private static boolean isOfFirstVersion(Path path) {
        return name(path).startsWith(FIRST_PREFIX)
                && !name(path).startsWith(PREFIX)
                && name(path).contains(FIRST_SEPARATOR);
    }

    /**
     * Reads the name of a folder.
     *
     * @throws BadCaseException when it does not name two models and folds, or one of the models is not there
     */
    public static EnsembleFolder of(Path path) {
        String expected = isOfFirstVersion(path)
                ? FIRST_PREFIX + "CONFIGURATION__TRAINER__PLANS--CONFIGURATION__TRAINER__PLANS in ensembles/TASK"
                : PREFIX + "MODEL" + SEPARATOR + "MODEL" + SEPARATOR + "FOLDS";
        EnsembleFolder folder =
                read(path).orElseThrow(() -> BadCaseException.of(name(path), "name", name(path), expected));
        for (Path member : folder.members()) {
            if (!Files.isDirectory(member)) {
                throw BadCaseException.of(name(path), "member", "missing", "a model folder " + member);
            }
        }
        return folder;
    }

    /** The folder that tells of some models, where they lie together and there is one; their order does not matter. */
    public static Optional<EnsembleFolder> telling(List<Path> models) throws IOException {
        Set<Path> wanted =
                Set.copyOf(models.stream().map(EnsembleFolder::absolute).toList());
        for (Path ensembles : places(models.get(0))) {
            if (Files.isDirectory(ensembles)) {
                try (Stream<Path> inside = Files.list(ensembles)) {
                    Optional<EnsembleFolder> found = inside.sorted()
                            .flatMap(path -> read(path).stream())
                            .filter(folder -> Set.copyOf(folder.members()).equals(wanted))
                            .findFirst();
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Where folders that tell of a model may lie. */
    private static List<Path> places(Path model) {
        Path task = absolute(model).resolveSibling("");
        List<Path> places = new ArrayList<>(List.of(task.resolve(PARENT)));
        above(task, 2).ifPresent(results -> places.add(results.resolve(PARENT).resolve(name(task))));
        return places;
    }

    private static Optional<EnsembleFolder> read(Path path) {
        if (!isOne(path)) {
            return Optional.empty();
        }
        return isOfFirstVersion(path) ? readFirst(absolute(path)) : readSecond(absolute(path));
    }

    private static Optional<EnsembleFolder> readSecond(Path path) {
        List<String> parts = List.of(name(path).split(SEPARATOR, -1));
        Optional<Path> results = above(path, 2);
        if (parts.size() != 4 || results.isEmpty()) {
            return Optional.empty();
        }
        List<Path> members =
                parts.subList(1, 3).stream().map(results.get()::resolve).toList();
        return Optional.of(
                new EnsembleFolder(path, members, List.of(parts.get(3).split("_", -1))));
    }

    private static Optional<EnsembleFolder> readFirst(Path path) {
        Optional<Path> results = above(path, 3);
        List<String> names = List.of(name(path).substring(FIRST_PREFIX.length()).split(FIRST_SEPARATOR, -1));
        boolean areModels =
                names.size() == 2 && names.stream().allMatch(name -> name.matches("\\w+?__\\w+?__[\\w.-]+"));
        if (results.isEmpty() || !areModels) {
            return Optional.empty();
        }
        List<Path> members = names.stream()
                .map(name -> results.get()
                        .resolve(name.substring(0, name.indexOf("__")))
                        .resolve(name(path.resolveSibling("")))
                        .resolve(name.substring(name.indexOf("__") + 2)))
                .toList();
        return Optional.of(new EnsembleFolder(path, members, List.of()));
    }

    private static Optional<Path> above(Path path, int levels) {
        Optional<Path> found = Optional.of(path);
        for (int level = 0; level < levels; level++) {
            found = found.map(Path::getParent);
        }
        return found;
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private static String name(Path path) {
        return String.valueOf(absolute(path).getFileName());
    }
}
