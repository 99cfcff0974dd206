package org.bactrian.nifti;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Volume;

/**
 * Reads {@code .nii} and {@code .nii.gz} files, told apart by their first bytes. Axes stay in the order of the file.
 * Every method refuses a file that is no sound NIfTI file with a {@link BadCaseException} naming the file (never its
 * folder), the field, the value and what was expected; a disk that fails is an {@link UncheckedIOException}. Memory:
 * the result and 128 KB. Safe for use by many threads.
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
        float[] voxels = new float[(int) file.header().geometry().size().product()];
        file.read((index, value) -> voxels[index] = (float) value);
        long lost = countNotFinite(voxels);
        if (lost > 0) {
            throw BadCaseException.of(name, "voxels", lost + " of them not finite", "finite intensities");
        }
        return new NiftiImage(file.header(), new Volume(file.header().geometry(), voxels));
    }

    private static NiftiLabels labels(String name, NiftiFile file) throws IOException {
        LabelCollector labels = new LabelCollector(name, file.header().geometry());
        file.read(labels::accept);
        LabelMap map = labels.map();
        return new NiftiLabels(file.header(), map);
    }

    private static long countNotFinite(float[] voxels) {
        long count = 0;
        for (float voxel : voxels) {
            count += Float.isFinite(voxel) ? 0 : 1;
        }
        return count;
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
