package org.bactrian.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bactrian.nifti.NiftiWriter;
import org.bactrian.volume.Direction;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Vector3;
import org.bactrian.volume.Volume;

/** Small scans in files, sound and broken. */
public final class Scans {

    /** Where NIfTI-1 keeps {@code dim[1]}, {@code datatype} and {@code pixdim[1]}. */
    private static final int DIM_1 = 42;

    private static final int DATATYPE = 70;
    private static final int PIXDIM_1 = 80;

    private Scans() {}

    /** A grid whose axes point left, posterior and superior, as in most CT files. */
    public static Geometry grid(int x, int y, int z) {
        Direction lps = new Direction(new Vector3(-1, 0, 0), new Vector3(0, -1, 0), new Vector3(0, 0, 1));
        return new Geometry(new Index3(x, y, z), new Spacing(2, 2, 4), new Vector3(50, 40, -30), lps);
    }

    /** An image in which soft tissue lies in air: a ball of 40 HU at -1000 HU. */
    public static Path image(Path file, Geometry grid) {
        NiftiWriter.write(file, new Volume(grid, ball(grid, 40, -1000)));
        return file;
    }

    /** The ball of {@link #image} as label 1. */
    public static Path labels(Path file, Geometry grid) {
        float[] ball = ball(grid, 1, 0);
        byte[] labels = new byte[ball.length];
        for (int i = 0; i < ball.length; i++) {
            labels[i] = (byte) ball[i];
        }
        NiftiWriter.write(file, LabelMap.of(grid, labels));
        return file;
    }

    /** Files that no verb can read, by what is wrong with them, with a word of the field that is to be named. */
    public static Map<Path, String> broken(Path folder) throws IOException {
        byte[] plain = Files.readAllBytes(image(folder.resolve("sound.nii"), grid(6, 5, 4)));
        byte[] packed = Files.readAllBytes(image(folder.resolve("sound.nii.gz"), grid(6, 5, 4)));
        byte[] badCrc = packed.clone();
        badCrc[badCrc.length - 8] ^= 0x55;
        Path bad = Files.createDirectories(folder.resolve("bad"));
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(write(bad, "text.nii.gz", "this is no scan\n".getBytes(StandardCharsets.UTF_8)), "expected");
        files.put(write(bad, "empty.nii.gz", new byte[0]), "expected");
        files.put(write(bad, "truncated.nii.gz", Arrays.copyOf(packed, packed.length / 2)), "expected");
        files.put(write(bad, "crc.nii.gz", badCrc), "gzip");
        files.put(write(bad, "cut.nii", Arrays.copyOf(plain, plain.length - 7)), "dim");
        files.put(write(bad, "lying.nii", lying(plain)), "expected");
        files.put(write(bad, "negative.nii", patchedShort(plain, DIM_1, -6)), "dim[1]");
        files.put(write(bad, "type.nii", patchedShort(plain, DATATYPE, 4242)), "datatype");
        files.put(write(bad, "spacing.nii", patchedFloat(plain, PIXDIM_1, Float.NaN)), "pixdim[1]");
        return files;
    }

    private static byte[] lying(byte[] plain) {
        byte[] lying = plain;
        for (int axis = 0; axis < 3; axis++) {
            lying = patchedShort(lying, DIM_1 + 2 * axis, Short.MAX_VALUE);
        }
        return lying;
    }

    private static byte[] patchedShort(byte[] file, int at, int value) {
        byte[] patched = file.clone();
        ByteBuffer.wrap(patched).order(ByteOrder.LITTLE_ENDIAN).putShort(at, (short) value);
        return patched;
    }

    private static byte[] patchedFloat(byte[] file, int at, float value) {
        byte[] patched = file.clone();
        ByteBuffer.wrap(patched).order(ByteOrder.LITTLE_ENDIAN).putFloat(at, value);
        return patched;
    }

    private static Path write(Path folder, String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static float[] ball(Geometry grid, float inside, float outside) {
        Index3 size = grid.size();
        float[] voxels = new float[(int) size.product()];
        for (int i = 0; i < voxels.length; i++) {
            double x = (i % size.x() + 0.5) / size.x() - 0.5;
            double y = (i / size.x() % size.y() + 0.5) / size.y() - 0.5;
            int slice = i / (size.x() * size.y());
            double z = (slice + 0.5) / size.z() - 0.5;
            voxels[i] = x * x + y * y + z * z < 0.12 ? inside : outside;
        }
        return voxels;
    }
}
