package org.bactrian.cli.segment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.bactrian.cli.file.FileNames;

/**
 * Where results go.
 *
 * @param out a folder that takes {@code <case>.nii.gz}, or the one file to write
 * @param single whether it is that file
 * @param naming of the files in the folder
 */
record SegmentOutput(Path out, boolean single, Naming naming) {

    /**
     * The place that {@code --out} names.
     *
     * @param cases the number of cases: only one can go to one file
     */
    static SegmentOutput of(Path out, int cases, Naming naming) {
        if (out.toString().isEmpty()) {
            throw new IllegalArgumentException("--out is empty");
        }
        boolean file = FileNames.isNifti(out) && !Files.isDirectory(out);
        if (file && cases > 1) {
            throw new IllegalArgumentException("--out must be a folder for %d cases, got %s".formatted(cases, out));
        }
        if (!file && Files.isRegularFile(out)) {
            throw new IllegalArgumentException("--out must be a folder or end in .nii.gz, got the file " + out);
        }
        if (file && naming != Naming.CASE) {
            throw new IllegalArgumentException(
                    "--out must be a folder where files are named by their cases, got " + out);
        }
        return new SegmentOutput(out, file, naming);
    }

    Path labels(String caseId) {
        return single ? out : beside(caseId, ".nii.gz");
    }

    Path preview(String caseId) {
        return beside(caseId, ".png");
    }

    Path probabilities(String caseId) {
        return beside(caseId, ".npz");
    }

    /** Every file that may be written of a case. */
    Stream<Path> all(String caseId) {
        return Stream.of(labels(caseId), preview(caseId), probabilities(caseId));
    }

    /** The folder of the results. */
    Path folder() {
        return single ? out.toAbsolutePath().resolveSibling("") : out;
    }

    /** Makes the folder of the results. */
    void makeFolder() {
        if (single) {
            FileNames.makeFolderOf(out);
        } else {
            FileNames.makeFolder(out);
        }
    }

    private Path beside(String caseId, String ending) {
        return single ? out.resolveSibling(FileNames.stem(out) + ending) : out.resolve(naming.stem(caseId) + ending);
    }
}
