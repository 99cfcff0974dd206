package org.bactrian.checkpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files that another program's model was read from.
 *
 * @param sha256 the digest of each, by its name below the model's folder
 * @param texts what small ones say that are worth keeping: plan, dataset, licence
 */
public record SourceFiles(SortedMap<String, String> sha256, SortedMap<String, String> texts) {

    /** None: the model was trained here. */
    public static final SourceFiles NONE = new SourceFiles(new TreeMap<>(), new TreeMap<>());

    /** The names under which a licence lies beside a model. */
    private static final List<String> LICENCES =
            List.of("LICENSE", "LICENSE.txt", "LICENSE.md", "LICENCE", "LICENCE.txt", "COPYING");

    private static final long LONGEST_TEXT = 1 << 20;

    public SourceFiles {
        sha256 = Collections.unmodifiableSortedMap(new TreeMap<>(sha256));
        texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
    }

    /**
     * Takes down files.
     *
     * @param folder the model's; a licence is looked for in it
     * @param texts the files that are kept as they are, unless they are very long
     * @param others of these only the digest is kept
     */
    public static SourceFiles of(Path folder, List<Path> texts, List<Path> others) throws IOException {
        SortedMap<String, String> sha256 = new TreeMap<>();
        SortedMap<String, String> kept = new TreeMap<>();
        for (Path file : others) {
            sha256.put(name(folder, file), Sha256.of(file));
        }
        for (Path file : texts) {
            keep(name(folder, file), file, sha256, kept);
        }
        for (String licence : LICENCES) {
            Path file = folder.resolve(licence);
            if (Files.isRegularFile(file)) {
                keep(licence, file, sha256, kept);
            }
        }
        return new SourceFiles(sha256, kept);
    }

    /** The licence that lay beside the model; none where it lay there without. */
    public SortedMap<String, String> licences() {
        SortedMap<String, String> licences = new TreeMap<>(texts);
        licences.keySet().retainAll(LICENCES);
        return licences;
    }

    private static void keep(String name, Path file, SortedMap<String, String> sha256, SortedMap<String, String> kept)
            throws IOException {
        sha256.put(name, Sha256.of(file));
        if (Files.size(file) <= LONGEST_TEXT) {
            kept.put(name, new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        }
    }

    private static String name(Path folder, Path file) {
        Path name = file.startsWith(folder) ? folder.relativize(file) : file.getFileName();
        return String.valueOf(name).replace('\\', '/');
    }
}
