package org.bactrian.segment;

import java.util.List;
import org.bactrian.numeric.grid.Regrid;
import org.bactrian.numeric.spline.Lines;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Volume;

/** What the network makes of a whole scan: the scores (logits) of every class on its grid, ready to go back. */
public final class ClassScores {

    private static final int VOXELS_IN_PIECE = 1 << 15;

    private final Regrid back;
    private final float[][] scores;

    /**
     * Scores of a prepared case.
     *
     * @param grids the scan's own grid first, the network's last
     * @param scores {@code scores[class][voxel]} on the network's grid, x fastest; shared, not copied
     */
    ClassScores(List<Geometry> grids, float[][] scores) {
        this.back = Regrid.backwards(grids);
        this.scores = scores;
    }

    /** The class with the largest score at every voxel of the scan. Memory does not grow with the number of classes. */
    public LabelMap labels() {
        return back.argMax(scores);
    }

    /**
     * The labels of overlapping regions, where the scores are those of regions: painted one after the other where their
     * probability is above a half.
     *
     * @param labels what each region is painted with, in the order of painting: nnU-Net's {@code regions_class_order}
     */
    public LabelMap regions(List<Integer> labels) {
        return back.regions(scores, labels);
    }

    /**
     * The probability of every class at every voxel of the scan: the softmax of the interpolated scores; what lies outside
     * of the network's grid is background. Memory: {@code 4 * classes} bytes a voxel of the scan.
     *
     * @return {@code probabilities[class][voxel]} on the scan's grid, x fastest
     */
    public float[][] probabilities() {
        float[][] regridded = new float[scores.length][];
        for (int c = 0; c < scores.length; c++) {
            regridded[c] = back.volume(new Volume(back.from(), scores[c])).voxels();
        }
        int voxels = regridded[0].length;
        Lines.allCores().forEach((voxels - 1) / VOXELS_IN_PIECE + 1, () -> {
            double[] exponentials = new double[scores.length];
            return piece -> {
                int first = piece * VOXELS_IN_PIECE;
                for (int i = 0; i < Math.min(VOXELS_IN_PIECE, voxels - first); i++) {
                    softmax(regridded, first + i, exponentials);
                }
            };
        });
        return regridded;
    }

    private static void softmax(float[][] scores, int voxel, double[] exponentials) {
        double largest = Double.NEGATIVE_INFINITY;
        boolean outside = true;
        for (float[] classScores : scores) {
            largest = Math.max(largest, classScores[voxel]);
            // Regridding leaves 0 outside of the network's grid, in every class.
            outside &= classScores[voxel] == 0;
        }
        double sum = 0;
        for (int c = 0; c < scores.length; c++) {
            exponentials[c] = Math.exp(scores[c][voxel] - largest);
            sum += exponentials[c];
        }
        for (int c = 0; c < scores.length; c++) {
            float certain = c == 0 ? 1 : 0;
            scores[c][voxel] = outside ? certain : (float) (exponentials[c] / sum);
        }
    }
}
