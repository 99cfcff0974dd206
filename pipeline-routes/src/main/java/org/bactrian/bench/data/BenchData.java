package org.bactrian.bench.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.bactrian.nifti.NiftiWriter;

/** The folder in which the files of bench volumes lie. */
public record BenchData(Path folder) {

    private static final double BYTES_A_VOXEL_PACKED = 1.1;

    /** The user's own cache, where volumes are made once and kept. */
    public static BenchData cached() {
        Path cache = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(set -> !set.isEmpty())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
        return new BenchData(cache.resolve("bactrian").resolve("bench"));
    }

    /** The scan. */
    public Path image(BenchVolume volume) {
        return file(volume, "0000");
    }

    /** Its kidneys and tumour. */
    public Path labels(BenchVolume volume) {
        return file(volume, "seg");
    }

    /** The same label map moved by a voxel along each axis. */
    public Path moved(BenchVolume volume) {
        return file(volume, "pred");
    }

    /** The moved label map with specks. */
    public Path specks(BenchVolume volume) {
        return file(volume, "specks");
    }

    /** Whether all files of a volume are there. */
    public boolean isComplete(BenchVolume volume) {
        return Stream.of(image(volume), labels(volume), moved(volume), specks(volume))
                .allMatch(Files::isRegularFile);
    }

    /** The megabytes that the files of a volume take, roughly. */
    public static long megabytes(BenchVolume volume) {
        return Math.round(BYTES_A_VOXEL_PACKED * volume.size().product() / 1e6);
    }

    /** Makes the files of a volume, replacing those that are there. */
    public void make(BenchVolume volume) throws IOException {
        Files.createDirectories(folder);
        SyntheticScan scan = new SyntheticScan(volume);
        NiftiWriter.write(labels(volume), scan.labels());
        NiftiWriter.write(moved(volume), scan.moved());
        NiftiWriter.write(specks(volume), scan.specks());
        NiftiWriter.writeInt16(image(volume), scan.image());
    }

    private Path file(BenchVolume volume, String kind) {
        return folder.resolve("%s_%s.nii.gz".formatted(volume.name(), kind));
    }
}
