package org.bactrian.checkpoint.nnunet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bactrian.checkpoint.torch.TorchCheckpoint;
import org.bactrian.volume.BadCaseException;

/**
 * The checkpoint files of a model folder, one for each fold.
 *
 * @param folds as they were found or asked for: numbers, or {@code all}
 * @param files in the same order
 */
record Checkpoints(List<String> folds, List<Path> files) {

    private static final String ALL = "all";
    private static final String PREFIX = "fold_";

    /** The names of finished training, and of the best epoch so far where training did not finish. */
    private static final List<String> NAMES = List.of("checkpoint_final.pth", "checkpoint_best.pth");

    private static final List<String> NAMES_V1 = List.of("model_final_checkpoint.model", "model_best.model");

    Checkpoints {
        folds = List.copyOf(folds);
        files = List.copyOf(files);
    }

    /**
     * Finds checkpoints.
     *
     * @param wishes which folds, and which file in them
     * @param isFirstVersion whether nnU-Net's first version wrote the folder
     * @throws BadCaseException when a fold is missing, or there is none
     */
    static Checkpoints find(Path folder, ModelWishes wishes, boolean isFirstVersion) throws IOException {
        List<String> names = wishes.checkpoint().map(List::of).orElse(isFirstVersion ? NAMES_V1 : NAMES);
        List<String> folds = wishes.folds().isEmpty() ? trained(folder, names) : wishes.folds();
        List<Path> files = new ArrayList<>();
        for (String fold : folds) {
            Path inside = folder(folder, fold);
            files.add(file(inside, names)
                    .orElseThrow(() -> BadCaseException.of(
                            String.valueOf(folder.getFileName()),
                            PREFIX + fold,
                            "missing",
                            "a folder with one of " + names)));
        }
        if (files.isEmpty()) {
            throw BadCaseException.of(
                    String.valueOf(folder.getFileName()), "folds", "none", "a folder fold_0 with one of " + names);
        }
        return new Checkpoints(folds, files);
    }

    /** What messages call a file of a fold: every fold has one of that name, so the fold's folder comes first. */
    static String source(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        int names = absolute.getNameCount();
        return absolute.subpath(Math.max(0, names - 2), names).toString().replace('\\', '/');
    }

    /** Opens a checkpoint whose refusals say of which fold it is. */
    static TorchCheckpoint open(Path file) throws IOException {
        return TorchCheckpoint.open(file, source(file));
    }

    /** All numbered folds, or else the one that was trained on all cases. */
    private static List<String> trained(Path folder, List<String> names) throws IOException {
        List<String> numbered;
        try (Stream<Path> inside = Files.list(folder)) {
            numbered = inside.map(path -> String.valueOf(path.getFileName()))
                    .filter(name -> name.matches(PREFIX + "\\d+"))
                    .map(name -> name.substring(PREFIX.length()))
                    .filter(fold -> file(folder(folder, fold), names).isPresent())
                    .sorted()
                    .toList();
        }
        return numbered.isEmpty() && file(folder(folder, ALL), names).isPresent() ? List.of(ALL) : numbered;
    }

    /** The first version calls the folder of all cases {@code all}, the second {@code fold_all}. */
    private static Path folder(Path folder, String fold) {
        Path plain = folder.resolve(fold);
        return fold.equals(ALL) && Files.isDirectory(plain) ? plain : folder.resolve(PREFIX + fold);
    }

    private static Optional<Path> file(Path folder, List<String> names) {
        return names.stream().map(folder::resolve).filter(Files::isRegularFile).findFirst();
    }
}
