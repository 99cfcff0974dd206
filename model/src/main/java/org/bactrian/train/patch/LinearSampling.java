package org.bactrian.train.patch;

import org.bactrian.volume.Index3;

/**
 * Reads a patch between its voxels: intensities linearly from the eight voxels around a place (zero outside), labels by
 * the largest sum of the same eight weights, the smaller one in a tie. Outside is a label of its own until it has won,
 * then background.
 */
final class LinearSampling {

    /** No class has this number: a network tells at most 255 classes apart, 0 to 254. */
    private static final int OUTSIDE = 255;

    private final Patch source;
    private final Index3 size;
    private final float[] image;
    private final byte[] labels;
    private final int[] corners = new int[8];
    private final double[] weights = new double[8];
    private final double[] votes = new double[OUTSIDE + 1];

    /** Reads from a patch into one of another size, centre on centre. */
    LinearSampling(Patch source, Index3 size) {
        this.source = source;
        this.size = size;
        this.labels = new byte[Math.toIntExact(size.product())];
        this.image = new float[labels.length * source.channels()];
    }

    /** The source moved: column i of the matrix is the step through it (z, y, x) for a step of the target along axis i. */
    Patch moved(double[][] matrix) {
        int to = 0;
        for (int z = 0; z < size.z(); z++) {
            double fromCentreZ = z - (size.z() - 1) / 2.0;
            for (int y = 0; y < size.y(); y++) {
                double fromCentreY = y - (size.y() - 1) / 2.0;
                for (int x = 0; x < size.x(); x++, to++) {
                    double fromCentreX = x - (size.x() - 1) / 2.0;
                    locate(
                            (source.size().x() - 1) / 2.0 + along(matrix, 2, fromCentreX, fromCentreY, fromCentreZ),
                            (source.size().y() - 1) / 2.0 + along(matrix, 1, fromCentreX, fromCentreY, fromCentreZ),
                            (source.size().z() - 1) / 2.0 + along(matrix, 0, fromCentreX, fromCentreY, fromCentreZ));
                    readImage(to);
                    labels[to] = (byte) label();
                }
            }
        }
        return new Patch(size, image, labels);
    }

    private static double along(double[][] matrix, int axis, double x, double y, double z) {
        return z * matrix[axis][0] + y * matrix[axis][1] + x * matrix[axis][2];
    }

    /** Finds the eight voxels around a place, -1 for those outside, and their weights. */
    private void locate(double x, double y, double z) {
        int lowX = (int) Math.floor(x);
        int lowY = (int) Math.floor(y);
        int lowZ = (int) Math.floor(z);
        for (int corner = 0; corner < 8; corner++) {
            int stepX = corner & 1;
            int stepY = corner >> 1 & 1;
            int stepZ = corner >> 2;
            weights[corner] = (stepX == 0 ? 1 - (x - lowX) : x - lowX)
                    * (stepY == 0 ? 1 - (y - lowY) : y - lowY)
                    * (stepZ == 0 ? 1 - (z - lowZ) : z - lowZ);
            corners[corner] = index(lowX + stepX, lowY + stepY, lowZ + stepZ);
        }
    }

    private int index(int x, int y, int z) {
        Index3 box = source.size();
        boolean inside = x >= 0 && y >= 0 && z >= 0 && x < box.x() && y < box.y() && z < box.z();
        return inside ? x + box.x() * (y + box.y() * z) : -1;
    }

    private void readImage(int to) {
        int sourceVoxels = source.labels().length;
        for (int channel = 0; channel < source.channels(); channel++) {
            double sum = 0;
            for (int corner = 0; corner < 8; corner++) {
                if (corners[corner] >= 0) {
                    sum += weights[corner] * source.image()[corners[corner] + channel * sourceVoxels];
                }
            }
            image[to + channel * labels.length] = (float) sum;
        }
    }

    private int label() {
        int first = labelAt(0);
        boolean alike = true;
        for (int corner = 1; corner < 8 && alike; corner++) {
            alike = labelAt(corner) == first;
        }
        int label = alike ? first : elected();
        return label == OUTSIDE ? 0 : label;
    }

    private int elected() {
        for (int corner = 0; corner < 8; corner++) {
            votes[labelAt(corner)] += weights[corner];
        }
        int winner = labelAt(0);
        for (int corner = 1; corner < 8; corner++) {
            int other = labelAt(corner);
            if (votes[other] > votes[winner] || (votes[other] == votes[winner] && other < winner)) {
                winner = other;
            }
        }
        for (int corner = 0; corner < 8; corner++) {
            votes[labelAt(corner)] = 0;
        }
        return winner;
    }

    private int labelAt(int corner) {
        return corners[corner] < 0 ? OUTSIDE : source.labels()[corners[corner]] & 0xff;
    }
}
