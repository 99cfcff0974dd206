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
        Path temporary = Files.createTempDirectory("bactrian-model");
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ExportedZip exported = new ExportedZip(file, zip);
            exported.requireSafeNames();
            String model = exported.chosen(wishes.configuration());
            Path folder = temporary.resolve(model.substring(model.lastIndexOf('/') + 1));
            exported.unpack(model + "/", folder);
            return NnUNetModel.open(folder, wishes);
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

    /** The folder of the model that is wanted. */
    private String chosen(Optional<String> configuration) {
        List<String> models = zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.matches("[^/]+/[^/]+/plans\\.json"))
                .map(name -> name.substring(0, name.lastIndexOf('/')))
                .sorted()
                .toList();
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

    private void unpack(String prefix, Path folder) throws IOException {
        for (ZipEntry entry : zip.stream().toList()) {
            String name = entry.getName();
            if (name.startsWith(prefix)
                    && NEEDED.matcher(name.substring(prefix.length())).matches()) {
                Path target = folder.resolve(name.substring(prefix.length()));
                Files.createDirectories(target.resolveSibling(""));
                unpack(entry, target);
            }
        }
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
