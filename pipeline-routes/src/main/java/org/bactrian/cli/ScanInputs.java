package org.bactrian.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The cases that INPUT arguments name: NIfTI files, and folders of them in which {@code _0000} numbers the channels. */
final class ScanInputs {

    private final List<Scan> scans = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private ScanInputs() {}

    /**
     * Finds the cases.
     *
     * @throws IllegalArgumentException listing every argument that names none
     */
    static List<Scan> find(List<String> arguments) {
        ScanInputs inputs = new ScanInputs();
        arguments.forEach(inputs::add);
        inputs.requireDistinctIds();
        if (!inputs.problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", inputs.problems));
        }
        return inputs.scans;
    }

    private void add(String argument) {
        Path path = Path.of(argument);
        if (argument.startsWith("s3://")) {
            problems.add(
                    "not supported: %s; 'bactrian submit' segments what lies in an object store".formatted(argument));
        } else if (Files.isDirectory(path)) {
            addFolder(path);
        } else if (Files.exists(path)) {
            scans.add(new Scan(FileNames.caseId(path), List.of(path)));
        } else {
            problems.add("there is no file or folder " + argument);
        }
    }

    private void addFolder(Path folder) {
        List<Path> files = filesIn(folder);
        List<Path> volumes = files.stream().filter(FileNames::isNifti).toList();
        if (!volumes.isEmpty()) {
            scans.addAll(grouped(volumes));
        } else if (files.stream().anyMatch(file -> FileNames.last(file).endsWith(".dcm"))) {
            problems.add("not supported: the DICOM folder %s; give NIfTI files".formatted(folder));
        } else {
            problems.add("the folder %s holds no NIfTI file".formatted(folder));
        }
    }

    private static List<Path> filesIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !FileNames.last(file).startsWith(".") && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot list the folder " + folder, unreadable);
        }
    }

    /** Files that differ in the number of their channel alone are one case. */
    private static List<Scan> grouped(List<Path> volumes) {
        Map<String, List<Path>> byCase = new TreeMap<>();
        for (Path volume : volumes) {
            String id = FileNames.caseId(volume);
            String ofFirst = FileNames.caseIdOfChannel(volume);
            byCase.computeIfAbsent(byCase.containsKey(ofFirst) ? ofFirst : id, name -> new ArrayList<>())
                    .add(volume);
        }
        return byCase.entrySet().stream()
                .map(entry -> new Scan(entry.getKey(), entry.getValue()))
                .toList();
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
