package org.bactrian.train.patch;

import java.util.random.RandomGenerator;
import org.bactrian.volume.Index3;

/**
 * Rotates and scales about the centre, and cuts the patch to the network's size. Both happen in voxels, not millimetres,
 * as in nnU-Net. Where neither fires the centre is cut out without interpolation; else intensities are interpolated
 * linearly (zero outside the patch) and every voxel takes the label with the largest linear weight.
 *
 * @param size the size of the patches that come out
 * @param rotationProbability of rotating a patch, about each axis by an angle of its own
 * @param largestAngle radians
 * @param scaleProbability of scaling a patch, all axes by one factor
 * @param smallestScale below one objects grow
 * @param largestScale above one objects shrink
 */
record SpatialTransform(
        Index3 size,
        double rotationProbability,
        double largestAngle,
        double scaleProbability,
        double smallestScale,
        double largestScale)
        implements Augmentation {

    /** The cut leaves room for objects that grow by so much; nnU-Net's number, larger than the smallest scale. */
    private static final double CUT_SCALE = 0.85;

    static SpatialTransform nnUNet(Index3 size) {
        return new SpatialTransform(size, 0.2, Math.toRadians(30), 0.2, 0.7, 1.4);
    }

    /** The size to cut around a patch so that its rotated corners find anatomy there. */
    Index3 cut() {
        double cos = Math.cos(largestAngle);
        double sin = Math.sin(largestAngle);
        return new Index3(
                cut(size.x(), cos * size.x() + sin * size.z()),
                cut(size.y(), cos * size.y() + sin * size.x()),
                cut(size.z(), cos * size.z() + sin * size.y()));
    }

    private static int cut(int length, double rotated) {
        return (int) (Math.max(length, rotated) / CUT_SCALE);
    }

    @Override
    public Patch apply(Patch patch, RandomGenerator random) {
        boolean rotates = Chance.strikes(rotationProbability, random);
        double[] angles = new double[3];
        for (int axis = 0; axis < 3 && rotates; axis++) {
            angles[axis] = Chance.between(-largestAngle, largestAngle, random);
        }
        boolean scales = Chance.strikes(scaleProbability, random);
        double scale = scales ? Chance.between(smallestScale, largestScale, random) : 1;
        if (!rotates && !scales) {
            return patch.centre(size);
        }
        return new LinearSampling(patch, size).moved(matrix(angles, scale));
    }

    /**
     * Where a voxel comes from: column i of the matrix is the step through the source (z, y, x) for one step of the
     * target along axis i. With angles a, b, c about z, y and x it is the scale times {@code X(c) Y(b) Z(a)}.
     */
    static double[][] matrix(double[] angles, double scale) {
        double cos0 = Math.cos(angles[0]);
        double sin0 = Math.sin(angles[0]);
        double cos1 = Math.cos(angles[1]);
        double sin1 = Math.sin(angles[1]);
        double cos2 = Math.cos(angles[2]);
        double sin2 = Math.sin(angles[2]);
        return new double[][] {
            {scale * cos2 * cos1, scale * (cos2 * sin1 * sin0 - sin2 * cos0), scale * (cos2 * sin1 * cos0 + sin2 * sin0)
            },
            {scale * sin2 * cos1, scale * (sin2 * sin1 * sin0 + cos2 * cos0), scale * (sin2 * sin1 * cos0 - cos2 * sin0)
            },
            {-scale * sin1, scale * cos1 * sin0, scale * cos1 * cos0},
        };
    }
}
