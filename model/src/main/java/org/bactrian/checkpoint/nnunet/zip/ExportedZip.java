package org.bactrian.checkpoint.nnunet.zip;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.checkpoint.nnunet.FirstVersionModel;
import org.bactrian.checkpoint.nnunet.ModelWishes;
import org.bactrian.checkpoint.nnunet.NnUNetModel;
import org.bactrian.file.ShortLived;
import org.bactrian.volume.BadCaseException;

/**
 * A zip of model folders as {@code nnUNetv2_export_model_to_zip} writes it, or as nnU-Net's first version was published with its
 * trained models. What one model needs is unpacked into a temporary folder, read, and deleted.
 */
public final class ExportedZip {

    private final String source;
    private final ZippedFiles files;
    private final Path temporary;

    private ExportedZip(String source, ZipFile zip, Path temporary) {
        this.source = source;
        this.files = new ZippedFiles(source, zip);
        this.temporary = temporary;
    }

    /** Whether a file is a zip that holds model folders. */
    public static boolean isOne(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.stream()
                    .map(ZipEntry::getName)
                    .anyMatch(name ->
                            name.endsWith("/" + NnUNetModel.PLANS) || name.endsWith("/" + FirstVersionModel.PLANS));
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
        return read(file, zip -> zip.opened(zip.chosen(wishes.configuration()), wishes));
    }

    /**
     * Reads the model whose label maps another model of the same zip refines, with all its folds; empty where it is not in
     * the zip.
     *
     * @param configuration of the model that refines, as for {@link #open}
     */
    public static Optional<ModelBundle> openPrevious(Path file, Optional<String> configuration) throws IOException {
        return read(file, zip -> {
            Optional<ZippedModel> previous = zip.before(zip.chosen(configuration));
            return previous.isPresent() ? Optional.of(zip.opened(previous.get(), ModelWishes.USUAL)) : Optional.empty();
        });
    }

    /** What is made of a zip. */
    @FunctionalInterface
    private interface Reading<T> {
        T of(ExportedZip zip) throws IOException;
    }

    private static <T> T read(Path file, Reading<T> reading) throws IOException {
        String source = String.valueOf(file.getFileName());
        Path temporary = ShortLived.of(Files.createTempDirectory("bactrian-model"));
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return reading.of(new ExportedZip(source, zip, temporary));
        } catch (ZipException | EOFException broken) {
            throw BadCaseException.of(source, "content", "damaged", "a complete zip file")
                    .because(broken);
        } finally {
            ShortLived.delete(temporary);
        }
    }

    private List<ZippedModel> models() {
        return files.names().stream()
                .flatMap(name -> ZippedModel.of(name).stream())
                .sorted(Comparator.comparing(ZippedModel::folder))
                .toList();
    }

    /** The model that is wanted. */
    private ZippedModel chosen(Optional<String> configuration) {
        List<ZippedModel> models = models();
        if (models.isEmpty()) {
            throw BadCaseException.of(source, "plans.json", "none", "Dataset/trainer__plans__configuration/plans.json");
        }
        List<ZippedModel> fitting = models.stream()
                .filter(model ->
                        configuration.map(model.configuration()::equals).orElse(true))
                .toList();
        return ZippedModel.onlyOrUsual(fitting)
                .orElseThrow(() -> new IllegalArgumentException("which configuration? %s has %s"
                        .formatted(
                                source, models.stream().map(ZippedModel::folder).toList())));
    }

    /** The model whose label maps another refines, if it is here. */
    private Optional<ZippedModel> before(ZippedModel model) throws IOException {
        Path folder = unpacked(model, model::tellsPrevious);
        Optional<Path> previous =
                model.isFirstVersion() ? FirstVersionModel.previousStage(folder) : NnUNetModel.previousStage(folder);
        return models().stream()
                .filter(other -> previous.equals(Optional.of(place(other))))
                .findFirst();
    }

    private ModelBundle opened(ZippedModel model, ModelWishes wishes) throws IOException {
        Path folder = unpacked(model, ZippedModel::needs);
        return model.isFirstVersion() ? FirstVersionModel.open(folder, wishes) : NnUNetModel.open(folder, wishes);
    }

    /** Its folder, where it lies beside others as in the zip. */
    private Path unpacked(ZippedModel model, Predicate<String> wanted) throws IOException {
        Path folder = place(model);
        files.unpack(model.folder(), wanted, folder);
        return folder;
    }

    private Path place(ZippedModel model) {
        return model.below(temporary).toAbsolutePath().normalize();
    }
}
