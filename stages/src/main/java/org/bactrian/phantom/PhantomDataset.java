package org.bactrian.phantom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.bactrian.file.WholeFile;
import org.bactrian.nifti.NiftiWriter;

/**
 * Phantoms in the folder layout of nnU-Net v2: {@code imagesTr/<case>_0000.nii.gz} (int16),
 * {@code labelsTr/<case>.nii.gz} (uint8) and {@code dataset.json}.
 */
public final class PhantomDataset {

    private PhantomDataset() {}

    /**
     * Writes the phantoms 0 to {@code count - 1} of a seed. Cases that are there already are kept, so that a writing
     * which was interrupted goes on where it stopped.
     *
     * @throws IllegalArgumentException when the count is not positive, or the folder holds another data set
     * @throws UncheckedIOException when the disk fails
     */
    public static void write(Path folder, int count, long seed, PhantomSize size, PhantomProgress progress) {
        if (count < 1) {
            throw new IllegalArgumentException("the number of phantoms must be at least 1, got " + count);
        }
        try {
            Files.createDirectories(folder.resolve("imagesTr"));
            Files.createDirectories(folder.resolve("labelsTr"));
            describe(folder, count, "Synthetic abdominal CT, seed " + seed + ", size " + size.label());
            for (int index = 0; index < count; index++) {
                writeCase(folder, seed, index, size);
                progress.ready(Phantom.id(index), index + 1, count);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write the data set " + folder, failed);
        }
    }

    /** The truth comes last: where it is, the image is too. */
    private static void writeCase(Path folder, long seed, int index, PhantomSize size) {
        String id = Phantom.id(index);
        Path truth = folder.resolve("labelsTr").resolve(id + ".nii.gz");
        if (!Files.exists(truth)) {
            PhantomScan scan = Phantom.generate(seed, index, size);
            NiftiWriter.writeInt16(folder.resolve("imagesTr").resolve(id + "_0000.nii.gz"), scan.image());
            NiftiWriter.write(truth, scan.truth());
        }
    }

    /** The description comes first: it tells a later writing whether the cases there are its own. */
    private static void describe(Path folder, int count, String description) throws IOException {
        Path file = folder.resolve("dataset.json");
        if (Files.exists(file) && !Files.readString(file).contains('"' + description + '"')) {
            throw new IllegalArgumentException(
                    "%s describes another data set than '%s'; choose an empty folder".formatted(file, description));
        }
        String json = String.format(Locale.ROOT, """
            {
              "name": "Bactrian phantoms",
              "description": "%s",
              "channel_names": {"0": "CT"},
              "labels": {"background": 0, "kidney": 1, "tumor": 2},
              "numTraining": %d,
              "file_ending": ".nii.gz"
            }
            """, description, Math.max(count, casesIn(folder)));
        WholeFile.write(file, out -> out.write(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static int casesIn(Path folder) throws IOException {
        try (Stream<Path> labels = Files.list(folder.resolve("labelsTr"))) {
            return (int)
                    labels.filter(file -> file.toString().endsWith(".nii.gz")).count();
        }
    }
}
