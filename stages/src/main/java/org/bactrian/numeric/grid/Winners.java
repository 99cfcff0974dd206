package org.bactrian.numeric.grid;

import java.util.Arrays;
import org.bactrian.numeric.spline.Lines;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.LabelMap;

/** A contest at every voxel of a grid, which classes or regions enter one after the other. */
final class Winners {

    static final int BYTES_OF_VOXEL = Float.BYTES + Character.BYTES;

    private final Geometry grid;
    private final Contest contest;
    private final float[] best;
    private final char[] winners;

    Winners(Geometry grid, Contest contest) {
        this.grid = grid;
        this.contest = contest;
        this.best = new float[Math.toIntExact(grid.size().product())];
        this.winners = new char[best.length];
        Arrays.fill(best, Float.NEGATIVE_INFINITY);
    }

    void enter(int competitor, float[] scores) {
        int length = grid.size().x() * grid.size().y();
        Lines.allCores().forEach(grid.size().z(), () -> {
            double[] entering = new double[length];
            double[] leading = new double[length];
            char[] winning = new char[length];
            return z -> {
                int start = z * length;
                for (int i = 0; i < length; i++) {
                    entering[i] = scores[start + i];
                    leading[i] = best[start + i];
                }
                System.arraycopy(winners, start, winning, 0, length);
                contest.enter(competitor, entering, length, leading, winning);
                System.arraycopy(winning, 0, winners, start, length);
                for (int i = 0; i < length; i++) {
                    best[start + i] = (float) leading[i];
                }
            };
        });
    }

    /**
     * Who has won.
     *
     * @param labelOf the label of each winner
     */
    LabelMap labels(int[] labelOf) {
        LabelMap labels = Regrid.background(grid, labelOf);
        for (int i = 0; i < winners.length; i++) {
            winners[i] = (char) labelOf[winners[i]];
        }
        labels.put(0, winners, winners.length);
        return labels;
    }
}
