package org.bactrian.volume;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Arrays of a {@code .npz} file in C order, whatever their type, as floats: the last axis of the shape is fastest. */
public final class NumpyArchive {

    private static final Pattern TYPE = Pattern.compile("'descr': '[<|]([a-z]\\d)'");

    private final Path path;

    public NumpyArchive(Path path) {
        this.path = path;
    }

    /** The elements of an array by name. */
    public float[] array(String name) {
        try (ZipFile zip = new ZipFile(path.toFile())) {
            ZipEntry entry = zip.getEntry(name + ".npy");
            return decode(ByteBuffer.wrap(zip.getInputStream(entry).readAllBytes()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The same as a volume on a grid. */
    public Volume volume(String name, Geometry grid) {
        return new Volume(grid, array(name));
    }

    /** The same as labels on a grid. */
    public LabelMap labels(String name, Geometry grid) {
        float[] values = array(name);
        byte[] labels = new byte[values.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) values[i];
        }
        return LabelMap.of(grid, labels);
    }

    private static float[] decode(ByteBuffer file) {
        file.order(ByteOrder.LITTLE_ENDIAN);
        int headerLength = file.getShort(8);
        byte[] header = new byte[headerLength];
        file.position(10).get(header);
        Matcher type = TYPE.matcher(new String(header, StandardCharsets.ISO_8859_1));
        if (file.get(6) != 1 || !type.find()) {
            throw new IllegalStateException("no npy file of version 1");
        }
        float[] values = new float[file.remaining() / (type.group(1).charAt(1) - '0')];
        for (int i = 0; i < values.length; i++) {
            values[i] = next(file, type.group(1));
        }
        return values;
    }

    private static float next(ByteBuffer file, String type) {
        return switch (type) {
            case "i1", "u1" -> file.get();
            case "i2" -> file.getShort();
            case "i4" -> file.getInt();
            case "f2" -> half(file.getShort());
            case "f4" -> file.getFloat();
            case "f8" -> (float) file.getDouble();
            default -> throw new IllegalStateException("type " + type);
        };
    }

    private static float half(short bits) {
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        double magnitude =
                exponent == 0 ? fraction * Math.pow(2, -24) : (1 + fraction / 1024.0) * Math.pow(2, exponent - 15);
        return (float) (bits < 0 ? -magnitude : magnitude);
    }
}
