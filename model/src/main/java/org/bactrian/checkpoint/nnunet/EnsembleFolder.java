package org.bactrian.checkpoint.nnunet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bactrian.volume.BadCaseException;

/**
 * The folder in which nnU-Net tells of two models that are better together, such as {@code
 * ensembles/ensemble___nnUNetTrainer__nnUNetPlans__3d_fullres___nnUNetTrainer__nnUNetPlans__2d___0_1_2_3_4}. It holds no
 * network: its name names the members, which lie beside {@code ensembles}, and their folds.
 *
 * @param path of the folder itself, absolute
 * @param members the folders of the models, absolute
 * @param folds of both
 */
public record EnsembleFolder(Path path, List<Path> members, List<String> folds) {

    private static final String PARENT = "ensembles";
    private static final String SEPARATOR = "___";
    private static final String PREFIX = "ensemble" + SEPARATOR;

    public EnsembleFolder {
        members = List.copyOf(members);
        folds = List.copyOf(folds);
    }

    /** Whether a folder has such a name. */
    public static boolean isOne(Path path) {
        return name(path).startsWith(PREFIX) && Files.isDirectory(path);
    }

    /**
     * Reads the name of a folder.
     *
     * @throws BadCaseException when it does not name two models and folds, or one of the models is not there
     */
    public static EnsembleFolder of(Path path) {
        String expected = PREFIX + "MODEL" + SEPARATOR + "MODEL" + SEPARATOR + "FOLDS";
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
        Path ensembles = models.get(0).toAbsolutePath().normalize().resolveSibling(PARENT);
        if (!Files.isDirectory(ensembles)) {
            return Optional.empty();
        }
        Set<Path> wanted = Set.copyOf(
                models.stream().map(model -> model.toAbsolutePath().normalize()).toList());
        try (Stream<Path> inside = Files.list(ensembles)) {
            return inside.sorted()
                    .flatMap(path -> read(path).stream())
                    .filter(folder -> Set.copyOf(folder.members()).equals(wanted))
                    .findFirst();
        }
    }

    private static Optional<EnsembleFolder> read(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        List<String> parts = List.of(name(path).split(SEPARATOR, -1));
        Optional<Path> results = Optional.ofNullable(absolute.getParent()).map(Path::getParent);
        if (parts.size() != 4 || !isOne(path) || results.isEmpty()) {
            return Optional.empty();
        }
        List<Path> members =
                parts.subList(1, 3).stream().map(results.get()::resolve).toList();
        return Optional.of(
                new EnsembleFolder(absolute, members, List.of(parts.get(3).split("_", -1))));
    }

    private static String name(Path path) {
        return String.valueOf(path.toAbsolutePath().normalize().getFileName());
    }
}
