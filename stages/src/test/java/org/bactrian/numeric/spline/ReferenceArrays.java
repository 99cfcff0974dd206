package org.bactrian.numeric.spline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Volume;

/** The arrays of a file of reference numbers in {@code golden}, by name. */
public final class ReferenceArrays {

    private final Map<String, Index3> sizes = new HashMap<>();
    private final Map<String, double[]> values = new HashMap<>();

    ReferenceArrays() {
        this("resize.txt");
    }

    public ReferenceArrays(String file) {
        lines(file).forEach(this::add);
    }

    /** The lines of a file of reference numbers, without its comments. */
    static Stream<String> lines(String file) {
        try (InputStream in = Objects.requireNonNull(ReferenceArrays.class.getResourceAsStream("/golden/" + file))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.startsWith("#"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public Index3 size(String name) {
        return get(sizes, name);
    }

    public Volume volume(String name) {
        double[] reference = get(values, name);
        float[] voxels = new float[reference.length];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = (float) reference[i];
        }
        return new Volume(grid(name), voxels);
    }

    public LabelMap labels(String name) {
        double[] reference = get(values, name);
        byte[] labels = new byte[reference.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) reference[i];
        }
        return LabelMap.of(grid(name), labels);
    }

    private Geometry grid(String name) {
        return Geometry.of(size(name), new Spacing(1, 1, 1));
    }

    private static <T> T get(Map<String, T> arrays, String name) {
        return Objects.requireNonNull(arrays.get(name), name);
    }

    private void add(String line) {
        String[] parts = line.split("\t", -1);
        int[] size = Arrays.stream(parts[1].split(" ", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
        sizes.put(parts[0], new Index3(size[0], size[1], size[2]));
        values.put(
                parts[0],
                Arrays.stream(parts[2].split(" ", -1))
                        .mapToDouble(Double::parseDouble)
                        .toArray());
    }
}
