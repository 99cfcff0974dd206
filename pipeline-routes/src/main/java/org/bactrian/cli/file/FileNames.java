package org.bactrian.cli.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bactrian.file.WholeFile;

/** The names that volumes have: {@code case_00042.nii.gz}, or {@code case_00042_0000.nii.gz} for a channel. */
public final class FileNames {

    private static final Pattern NIFTI = Pattern.compile("(?i)\\.nii(\\.gz)?$");
    private static final Pattern OTHER_IMAGE = Pattern.compile("(?i)\\.(dcm|nrrd|mha|mhd|gipl|png|bmp|tiff?)$");
    private static final Pattern FIRST_CHANNEL = Pattern.compile("_0000$");
    private static final Pattern CHANNEL = Pattern.compile("_\\d{4}$");

    private static final String KITS_IMAGE = "imaging";

    private FileNames() {}

    /** Whether a file is the image of a case in KiTS' layout: {@code case_00042/imaging.nii.gz}. */
    public static boolean isKitsImage(Path file) {
        return isNifti(file) && stem(file).equals(KITS_IMAGE);
    }

    /** What images of another format are called, such as {@code DICOM} or {@code nrrd}; empty for any other file. */
    public static Optional<String> otherFormat(Path file) {
        Matcher ending = OTHER_IMAGE.matcher(last(file));
        return ending.find()
                ? Optional.of(ending.group(1).toLowerCase(Locale.ROOT))
                        .map(format -> format.equals("dcm") ? "DICOM" : format)
                : Optional.empty();
    }

    /** Whether a name is that of a NIfTI file. */
    public static boolean isNifti(Path path) {
        return NIFTI.matcher(last(path)).find();
    }

    /** The name of a volume without its ending. */
    public static String stem(Path volume) {
        return NIFTI.matcher(last(volume)).replaceFirst("");
    }

    /**
     * The case that a volume belongs to: its name without endings and the number of the first channel. In KiTS' layout,
     * where every image is called {@code imaging}, the name of its folder.
     */
    public static String caseId(Path volume) {
        if (isKitsImage(volume)) {
            return last(volume.toAbsolutePath().resolveSibling(""));
        }
        return FIRST_CHANNEL.matcher(stem(volume)).replaceFirst("");
    }

    /** The case that a volume belongs to if the number at the end of its name is that of a channel. */
    public static String caseIdOfChannel(Path volume) {
        return CHANNEL.matcher(stem(volume)).replaceFirst("");
    }

    /** The last part of a path, also of one that ends in dots. */
    public static String last(Path path) {
        return String.valueOf(path.toAbsolutePath().normalize().getFileName());
    }

    /** Refuses paths at which nothing is, naming all of them. */
    public static void requireExisting(List<Path> paths) {
        List<String> problems = new ArrayList<>();
        for (Path path : paths) {
            if (Files.notExists(path)) {
                problems.add("there is no file or folder " + path);
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
    }

    /** Refuses a name that is not one of a NIfTI file. */
    public static void requireNifti(String option, Path path) {
        if (!isNifti(path)) {
            throw new IllegalArgumentException("%s must end in .nii.gz or .nii, got %s".formatted(option, path));
        }
    }

    /** Makes the folder that a file is to lie in; {@link UncheckedIOException} when the disk fails. */
    public static void makeFolderOf(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot write %s, for its folder cannot be made".formatted(file), refused);
        }
    }

    /** Makes a folder and those above it. */
    public static void makeFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot make the folder " + folder, refused);
        }
    }

    /** Writes a file, which appears once it is complete; {@link UncheckedIOException} when the disk fails. */
    public static Path write(Path file, byte[] bytes) {
        return write(file, out -> out.write(bytes));
    }

    /** The same for content that is not all in memory. */
    public static Path write(Path file, WholeFile.Content content) {
        return writing(file, () -> WholeFile.write(file, content));
    }

    /** What writes to a place, and tells something of it. */
    @FunctionalInterface
    public interface Writing<T> {

        /** Called once. */
        T write() throws IOException;
    }

    /** Lets something be written; {@link UncheckedIOException}, which names the place, when the disk fails. */
    public static <T> T writing(Path place, Writing<T> writing) {
        try {
            return writing.write();
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write " + place, failed);
        }
    }
}
