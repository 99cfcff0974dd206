package org.bactrian.bench.data;

import java.util.SplittableRandom;
import org.bactrian.numeric.spline.Lines;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Volume;

/**
 * A scan that costs as much to pack, resample and label as a real one, and means as little as it can: an elliptic body
 * in air whose intensities wander smoothly, two kidneys of 170 ml, a tumour of 34 ml, and noise everywhere. The same on
 * every machine.
 */
public final class SyntheticScan {

    private static final int SEED = 7;
    private static final double NOISE_HU = 18;
    private static final double AIR_HU = -1000;
    private static final double TISSUE_HU = 40;
    private static final double WANDER_HU = 45;
    private static final double[] LABEL_HU = {0, 110, 45};
    private static final int SPECKS = 200;

    private final BenchVolume volume;
    private final Geometry geometry;
    private final Index3 size;
    private final SmoothField field = new SmoothField(SEED);

    /** A scan on the grid of a volume. */
    public SyntheticScan(BenchVolume volume) {
        this.volume = volume;
        this.geometry = volume.geometry();
        this.size = geometry.size();
    }

    /** Whole Hounsfield units from -1024 to 3071. */
    public Volume image() {
        float[] voxels = new float[Math.toIntExact(size.product())];
        Lines.allCores().forEach(size.z(), () -> z -> fillSlice(voxels, z));
        return new Volume(geometry, voxels);
    }

    /** Kidneys and tumour. */
    public LabelMap labels() {
        return LabelMap.of(geometry, labels(0));
    }

    /** Kidneys and tumour, moved by one voxel along each axis. */
    public LabelMap moved() {
        return LabelMap.of(geometry, labels(1));
    }

    /** The moved label map with specks of two voxels along each axis at random places. */
    public LabelMap specks() {
        byte[] labels = labels(1);
        SplittableRandom random = new SplittableRandom(SEED);
        for (int speck = 0; speck < SPECKS; speck++) {
            int corner = index(place(random, size.x()), place(random, size.y()), place(random, size.z()));
            for (int voxel = 0; voxel < 8; voxel++) {
                labels[corner + index(voxel & 1, voxel >> 1 & 1, voxel >> 2)] = 1;
            }
        }
        return LabelMap.of(geometry, labels);
    }

    private static int place(SplittableRandom random, int length) {
        return random.nextInt(Math.max(1, length - 1));
    }

    private void fillSlice(float[] voxels, int z) {
        SplittableRandom noise = new SplittableRandom(SEED + 31L * z);
        for (int y = 0; y < size.y(); y++) {
            for (int x = 0; x < size.x(); x++) {
                double level = insideBody(x, y)
                        ? TISSUE_HU
                                + LABEL_HU[label(x, y, z)]
                                + WANDER_HU * field.at(part(x, 0), part(y, 1), part(z, 2))
                        : AIR_HU;
                long value = Math.round(level + NOISE_HU * noise.nextGaussian());
                voxels[index(x, y, z)] = Math.max(-1024, Math.min(3071, value));
            }
        }
    }

    private byte[] labels(int shift) {
        byte[] labels = new byte[Math.toIntExact(size.product())];
        Lines.allCores().forEach(size.z(), () -> z -> {
            for (int y = 0; y < size.y(); y++) {
                for (int x = 0; x < size.x(); x++) {
                    labels[index(x, y, z)] = (byte) label(x - shift, y - shift, z - shift);
                }
            }
        });
        return labels;
    }

    private int label(int x, int y, int z) {
        double xMm = fromCentreMm(x, 0);
        double yMm = fromCentreMm(y, 1);
        double zMm = fromCentreMm(z, 2);
        if (square(xMm + 88, 20) + square(yMm - 30, 20) + square(zMm - 20, 20) <= 1) {
            return 2;
        }
        return square(Math.abs(xMm) - 70, 25) + square(yMm - 35, 30) + square(zMm, 54) <= 1 ? 1 : 0;
    }

    private boolean insideBody(int x, int y) {
        return square(fromCentreMm(x, 0), 165) + square(fromCentreMm(y, 1), 120) <= 1;
    }

    private double fromCentreMm(int voxel, int axis) {
        return (voxel - (size.along(axis) - 1) / 2.0) * volume.spacing().along(axis);
    }

    private double part(int voxel, int axis) {
        return (voxel + 0.5) / size.along(axis);
    }

    private static double square(double distanceMm, double semiAxisMm) {
        double relative = distanceMm / semiAxisMm;
        return relative * relative;
    }

    private int index(int x, int y, int z) {
        return x + size.x() * (y + size.y() * z);
    }
}
