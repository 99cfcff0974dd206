package org.bactrian.cli.scan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bactrian.cli.file.FileNames;
import org.bactrian.cli.file.StoredInputs;
import org.bactrian.store.ObjectKey;

/**
 * The cases that INPUT arguments name: NIfTI files or objects of a store, folders of files in which {@code _0000} numbers the channels, and
 * folders of KiTS' folders {@code case_00042/imaging.nii.gz}.
 */
public final class ScanInputs {

    private final List<Scan> scans = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private final int channels;
    private final StoredInputs stored;

    private ScanInputs(int channels, StoredInputs stored) {
        this.channels = channels;
        this.stored = stored;
    }

    /**
     * Finds the cases.
     *
     * @param channels of the model
     * @param stored the objects of a store, none of which is fetched yet
     * @throws IllegalArgumentException listing every argument that names none
     */
    public static List<Scan> find(List<String> arguments, int channels, StoredInputs stored) {
        ScanInputs inputs = new ScanInputs(channels, stored);
        arguments.forEach(inputs::add);
        inputs.requireDistinctIds();
        if (!inputs.problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", inputs.problems));
        }
        return inputs.scans;
    }

    private void add(String argument) {
        if (argument.isBlank()) {
            problems.add("an INPUT is empty");
            return;
        }
        if (StoredInputs.isObject(argument)) {
            addObject(argument);
            return;
        }
        Path path = Path.of(argument);
        if (Files.isDirectory(path)) {
            addFolder(path);
        } else if (Files.exists(path)) {
            FileNames.otherFormat(path)
                    .ifPresentOrElse(
                            format -> problems.add(
                                    "not supported: the %s file %s; give a NIfTI file".formatted(format, path)),
                            () -> scans.add(ofFile(path)));
        } else {
            problems.add("there is no file or folder " + argument);
        }
    }

    private void addObject(String uri) {
        try {
            ObjectKey.of(uri);
        } catch (IllegalArgumentException wrong) {
            problems.add(String.valueOf(wrong.getMessage()));
            return;
        }
        Path place = stored.place(uri);
        if (stored.exists(place)) {
            scans.add(ofFile(place));
        } else {
            problems.add("there is no object " + uri);
        }
    }

    /** The first channel of several stands for all of them, as far as they lie beside it. */
    private Scan ofFile(Path file) {
        List<Path> all = IntStream.range(0, channels)
                .mapToObj(channel -> beside(file, "%s_%04d".formatted(FileNames.caseId(file), channel)))
                .toList();
        boolean isFirst = channels > 1 && all.get(0).equals(file);
        return new Scan(FileNames.caseId(file), isFirst && all.stream().allMatch(stored::exists) ? all : List.of(file));
    }

    /** A file of another name in the same folder, packed or not: as the file itself where there is no other. */
    private Path beside(Path file, String stem) {
        String ending = FileNames.last(file).substring(FileNames.stem(file).length());
        Path alike = file.resolveSibling(stem + ending);
        return Stream.of(ending, ".nii.gz", ".nii")
                .map(other -> file.resolveSibling(stem + other))
                .filter(stored::exists)
                .findFirst()
                .orElse(alike);
    }

    private void addFolder(Path folder) {
        List<Path> files = listed(folder).filter(Files::isRegularFile).toList();
        List<Path> volumes = files.stream().filter(FileNames::isNifti).toList();
        List<Path> kitsImages = volumes.isEmpty()
                ? listed(folder)
                        .filter(Files::isDirectory)
                        .flatMap(ScanInputs::kitsImages)
                        .toList()
                : kitsImages(folder).toList();
        if (!kitsImages.isEmpty()) {
            kitsImages.forEach(file -> scans.add(ofFile(file)));
        } else if (!volumes.isEmpty()) {
            scans.addAll(grouped(volumes));
        } else {
            problems.add(files.stream()
                    .flatMap(file -> FileNames.otherFormat(file).stream())
                    .findFirst()
                    .map(format -> "not supported: the %s folder %s; give NIfTI files".formatted(format, folder))
                    .orElse("the folder %s holds no NIfTI file".formatted(folder)));
        }
    }

    /** The image of a case in KiTS' layout, which lies beside its label maps. */
    private static Stream<Path> kitsImages(Path folder) {
        return listed(folder).filter(FileNames::isKitsImage);
    }

    private static Stream<Path> listed(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !FileNames.last(entry).startsWith(".")).sorted().toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot list the folder " + folder, unreadable);
        }
    }

    /**
     * Files whose names differ in a number at the end are the channels of one case if these are the numbers of the
     * model's channels, and cases of their own otherwise: {@code scan_0000} to {@code scan_0019} are twenty cases.
     */
    private List<Scan> grouped(List<Path> volumes) {
        Map<String, List<Path>> byName = new TreeMap<>();
        volumes.forEach(volume -> byName.computeIfAbsent(FileNames.caseIdOfChannel(volume), name -> new ArrayList<>())
                .add(volume));
        List<Scan> found = new ArrayList<>();
        byName.forEach((name, files) -> {
            if (areChannels(name, files)) {
                found.add(new Scan(name, files));
            } else {
                files.forEach(file -> found.add(new Scan(FileNames.stem(file), List.of(file))));
            }
        });
        return found;
    }

    private boolean areChannels(String name, List<Path> files) {
        List<String> expected = IntStream.range(0, channels)
                .mapToObj(channel -> "%s_%04d".formatted(name, channel))
                .toList();
        return files.stream().map(FileNames::stem).toList().equals(expected);
    }

    private void requireDistinctIds() {
        Map<String, Path> first = new TreeMap<>();
        for (Scan scan : scans) {
            Path file = scan.channels().get(0);
            Path other = first.putIfAbsent(scan.caseId(), file);
            if (other != null) {
                problems.add("%s and %s are both case %s".formatted(other, file, scan.caseId()));
            }
        }
    }
}
