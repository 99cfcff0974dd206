package org.bactrian.checkpoint.nnunet;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.volume.BadCaseException;

/**
 * A zip as {@code nnUNetv2_export_model_to_zip} writes it: model folders under {@code Dataset220_KiTS2023}. What one model needs
 * is unpacked into a temporary folder under names that are known beforehand, read, and deleted.
 */
public final class ExportedZip {

    /** What is read of a model folder. */
    private static final Pattern NEEDED =
            Pattern.compile("plans\\.json|dataset\\.json|LICEN[CS]E(\\.txt|\\.md)?|COPYING"
                    + "|(crossval_results_folds_[0-9_]{1,40}/)?postprocessing\\.(json|pkl)"
                    + "|fold_(\\d{1,3}|all)/[A-Za-z0-9_.-]{1,100}\\.pth");

    private static final Pattern UNSAFE = Pattern.compile("^/|^[A-Za-z]:|\\\\|(^|/)\\.\\.(/|$)");

    private static final String SEPARATOR = "__";
    private static final String USUAL = "3d_fullres";

    /** Five folds of the largest preset take 8 GB. */
    private static final long MOST_BYTES = 16L << 30;

    /** Weights hardly shrink, and plans by a factor of 20. */
    private static final int LARGEST_RATIO = 100;

    private static final long SMALL = 1 << 20;
    private static final int BUFFER = 1 << 16;

    private final String source;
    private final ZipFile zip;
    private long bytesLeft = MOST_BYTES;

    private ExportedZip(Path file, ZipFile zip) {
        this.source = String.valueOf(file.getFileName());
        this.zip = zip;
    }

    /** Whether a file is a zip that holds model folders. */
    public static boolean isOne(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.stream().anyMatch(entry -> entry.getName().endsWith("/" + NnUNetModel.PLANS));
        } catch (ZipException | EOFException none) {
            return false;
        }
    }

    /**
     * Reads a model of a zip. Memory: as for a folder; disk: the checkpoints that are wanted.
     *
     * @throws BadCaseException when the zip has names that lead out of it, or unpacks to more than models take, or as
     *     {@link NnUNetModel#open} has it
     * @throws IllegalArgumentException when it holds several models and none is named, or not the one that is named
     */
    public static ModelBundle open(Path file, ModelWishes wishes) throws IOException {
        return read(file, (zip, temporary) -> {
            Path folder = zip.unpacked(zip.chosen(wishes.configuration()), "", temporary);
            return NnUNetModel.open(folder, wishes);
        });
    }

    /**
     * Reads the model whose label maps another model of the same zip refines, with all its folds; empty where it is not in
     * the zip.
     *
     * @param configuration of the model that refines, as for {@link #open}
     */
    public static Optional<ModelBundle> openPrevious(Path file, Optional<String> configuration) throws IOException {
        return read(file, (zip, temporary) -> {
            String model = zip.chosen(configuration);
            Path plans = zip.unpacked(model, NnUNetModel.PLANS, temporary);
            Optional<String> previous = NnUNetModel.previousStage(plans)
                    .map(path -> model.substring(0, model.lastIndexOf('/') + 1) + path.getFileName())
                    .filter(zip.models()::contains);
            if (previous.isEmpty()) {
                return Optional.empty();
            }
            Path folder = zip.unpacked(previous.get(), "", temporary);
            return Optional.of(NnUNetModel.open(folder, ModelWishes.USUAL));
        });
    }

    /** What is made of a zip and a folder that is gone afterwards. */
    @FunctionalInterface
    private interface Reading<T> {
        T of(ExportedZip zip, Path temporary) throws IOException;
    }

    private static <T> T read(Path file, Reading<T> reading) throws IOException {
        Path temporary = Files.createTempDirectory("bactrian-model");
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ExportedZip exported = new ExportedZip(file, zip);
            exported.requireSafeNames();
            return reading.of(exported, temporary);
        } catch (ZipException | EOFException broken) {
            throw BadCaseException.of(String.valueOf(file.getFileName()), "content", "damaged", "a complete zip file")
                    .because(broken);
        } finally {
            delete(temporary);
        }
    }

    private void requireSafeNames() {
        zip.stream()
                .map(ZipEntry::getName)
                .filter(UNSAFE.asPredicate())
                .findFirst()
                .ifPresent(name -> {
                    throw BadCaseException.of(source, "entry", name, "names below the zip's own folder");
                });
    }

    /** The folders of models, such as {@code Dataset220_KiTS2023/nnUNetTrainer__nnUNetPlans__3d_fullres}. */
    private List<String> models() {
        return zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.matches("[^/]+/[^/]+/plans\\.json"))
                .map(name -> name.substring(0, name.lastIndexOf('/')))
                .sorted()
                .toList();
    }

    /** The folder of the model that is wanted. */
    private String chosen(Optional<String> configuration) {
        List<String> models = models();
        if (models.isEmpty()) {
            throw BadCaseException.of(source, "plans.json", "none", "Dataset/trainer__plans__configuration/plans.json");
        }
        List<String> fitting = models.stream()
                .filter(model -> configuration
                        .map(name -> model.endsWith(SEPARATOR + name))
                        .orElse(true))
                .toList();
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        List<String> usual = fitting.stream()
                .filter(model -> model.endsWith(SEPARATOR + USUAL))
                .toList();
        if (usual.size() == 1) {
            return usual.get(0);
        }
        throw new IllegalArgumentException("which configuration? %s has %s".formatted(source, models));
    }

    /**
     * Unpacks what is read of a model.
     *
     * @param model one of {@link #models}
     * @param start of the files that are wanted; empty for all
     * @return its folder
     */
    private Path unpacked(String model, String start, Path temporary) throws IOException {
        Path folder = temporary.resolve(model.substring(model.lastIndexOf('/') + 1));
        for (ZipEntry entry : zip.stream().toList()) {
            String inside =
                    entry.getName().startsWith(model + "/") ? entry.getName().substring(model.length() + 1) : "";
            if (inside.startsWith(start) && NEEDED.matcher(inside).matches()) {
                Path target = folder.resolve(inside);
                Files.createDirectories(target.resolveSibling(""));
                unpack(entry, target);
            }
        }
        return folder;
    }

    /** What an entry says of its size is not believed. */
    private void unpack(ZipEntry entry, Path target) throws IOException {
        long most = Math.max(SMALL, LARGEST_RATIO * entry.getCompressedSize());
        try (InputStream in = zip.getInputStream(entry);
                OutputStream out = Files.newOutputStream(target)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                most -= read;
                bytesLeft -= read;
                if (most < 0 || bytesLeft < 0) {
                    throw BadCaseException.of(
                            source,
                            entry.getName(),
                            "more than %d times its packed size, or more than %d GB with the others"
                                    .formatted(LARGEST_RATIO, MOST_BYTES >> 30),
                            "the files of a model");
                }
                out.write(buffer, 0, read);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
