package org.bactrian.picture;

import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;

/**
 * The pixels of a picture over a slice: square in millimetres, as many as fit in a box. Between voxel centres
 * intensities are interpolated linearly, and the label with most of the weight wins, so that contours are smooth.
 */
final class Raster {

    private final Slice slice;
    private final int width;
    private final int height;

    Raster(Slice slice, int mostWidth, int mostHeight) {
        double pixelsInMm = Math.min(mostWidth / slice.widthMm(), mostHeight / slice.heightMm());
        this.slice = slice;
        this.width = pixels(slice.widthMm() * pixelsInMm);
        this.height = pixels(slice.heightMm() * pixelsInMm);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** The intensity at a pixel. */
    double intensity(int x, int y, IntToDoubleFunction voxels) {
        Corners corners = corners(x, y);
        double sum = 0;
        for (int corner = 0; corner < Corners.COUNT; corner++) {
            sum += corners.weight(corner) * voxels.applyAsDouble(corners.voxel(slice, corner));
        }
        return sum;
    }

    /** The label at a pixel. */
    int label(int x, int y, IntUnaryOperator labels) {
        Corners corners = corners(x, y);
        int best = 0;
        double most = -1;
        for (int corner = 0; corner < Corners.COUNT; corner++) {
            int label = labels.applyAsInt(corners.voxel(slice, corner));
            double weight = corners.weightOf(label, slice, labels);
            if (weight > most) {
                most = weight;
                best = label;
            }
        }
        return best;
    }

    private Corners corners(int x, int y) {
        return Corners.around(place(x, width, slice.columns()), place(y, height, slice.rows()), slice);
    }

    /** Where the middle of a pixel lies among voxel centres, held within the outermost of them. */
    private static double place(int pixel, int pixels, int voxels) {
        double place = (pixel + 0.5) * voxels / pixels - 0.5;
        return Math.max(0, Math.min(voxels - 1.0, place));
    }

    private static int pixels(double wanted) {
        return Math.max(1, (int) Math.round(wanted));
    }
}
