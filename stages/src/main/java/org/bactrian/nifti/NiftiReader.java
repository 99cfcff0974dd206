package org.bactrian.nifti;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.MemoryNeed;

/**
 * Reads {@code .nii} and {@code .nii.gz} files, told apart by their first bytes. Axes stay in the order of the file.
 * Every method refuses a file that is no sound NIfTI file with a {@link BadCaseException} naming the file (never its
 * folder), the field, the value and what was expected; a disk that fails is an {@link UncheckedIOException}. Memory:
 * the result and 700 KB; integers of one or two bytes stay what they are, all else becomes floats. While some voxels are
 * put in their place the next are unpacked, by a thread of its own for every file. Safe for use by many threads.
 */
public final class NiftiReader {

    @FunctionalInterface
    private interface Reading<T> {
        T from(String name, NiftiFile file) throws IOException;
    }

    private NiftiReader() {}

    /** Reads and checks a header, and whether the file is long enough for it; the voxels stay unread. */
    public static NiftiHeader readHeader(Path path) {
        return read(path, (name, file) -> file.header());
    }

    /**
     * Reads intensities, scaled as the header says.
     *
     * @throws BadCaseException also when an intensity is no finite number: a network spreads it over the whole scan
     */
    public static NiftiImage read(Path path) {
        return read(path, NiftiReader::image);
    }

    /** Reads labels: whole numbers from 0 to 65,535, whatever their type in the file; anything else is refused. */
    public static NiftiLabels readLabels(Path path) {
        return read(path, NiftiReader::labels);
    }

    private static NiftiImage image(String name, NiftiFile file) throws IOException {
        NiftiHeader header = file.header();
        requireMemory(name, header, IntensityCollector.bytesEach(header));
        IntensityCollector collector = IntensityCollector.of(header);
        file.read(collector);
        collector.requireFinite(name);
        return new NiftiImage(header, collector.volume(header.geometry()));
    }

    private static NiftiLabels labels(String name, NiftiFile file) throws IOException {
        requireMemory(name, file.header(), 1);
        LabelCollector labels = new LabelCollector(name, file.header());
        file.read(labels);
        return new NiftiLabels(file.header(), labels.map());
    }

    private static void requireMemory(String name, NiftiHeader header, int bytesEach) {
        String what = header.geometry().size() + " " + header.voxelType();
        double bytes = (double) bytesEach * header.geometry().size().product();
        new MemoryNeed(what, bytes).require(name, "dim");
    }

    private static <T> T read(Path path, Reading<T> reading) {
        String name = String.valueOf(path.getFileName());
        if (!Files.isRegularFile(path)) {
            throw BadCaseException.of(name, "file", Files.exists(path) ? "no file" : "missing", "a NIfTI file");
        }
        try (NiftiFile file = NiftiFile.open(name, path)) {
            return reading.from(name, file);
        } catch (EOFException cut) {
            throw BadCaseException.of(name, "length", "too short", "all voxels that the header promises")
                    .because(cut);
        } catch (ZipException broken) {
            throw BadCaseException.of(name, "gzip", String.valueOf(broken.getMessage()), "an intact packed file")
                    .because(broken);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot read " + name, failed);
        }
    }
}
