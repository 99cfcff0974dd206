package org.bactrian.numeric.grid;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bactrian.numeric.spline.CubicBSpline;
import org.bactrian.numeric.spline.Half;
import org.bactrian.numeric.spline.Lines;
import org.bactrian.numeric.spline.ResampleRule;
import org.bactrian.numeric.spline.SliceOrders;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Volume;

/**
 * Brings scores back through the resampling that made the last grid of a history with splines, as it does images; what lies
 * before that is left to {@link Regrid}. Splines overshoot, so who wins at all voxels around a place need not win there:
 * every class is interpolated everywhere, one after the other. Memory: for labels the scores of one class on the scan's grid,
 * once more on the way, and six bytes a voxel; for rows the scores of all classes. Immutable.
 */
public final class SmoothRegrid implements ScoreGrid {

    /** What labels take on the scan's grid beside the map itself. */
    public static final int BYTES_OF_VOXEL = 2 * Float.BYTES + Winners.BYTES_OF_VOXEL;

    private final Geometry from;
    private final Regrid rest;
    private final Optional<ResampleRule> rule;
    private final SliceOrders orders;
    private final boolean rounds;

    private SmoothRegrid(Geometry from, Regrid rest, Optional<ResampleRule> rule, SliceOrders orders, boolean rounds) {
        this.from = from;
        this.rest = rest;
        this.rule = rule;
        this.orders = orders;
        this.rounds = rounds;
    }

    /**
     * From the last grid of a history back to its first.
     *
     * @param asked spacing of the last grid
     * @throws IllegalArgumentException where a step is a rotation or a shear, or the history is empty
     */
    public static SmoothRegrid backwards(List<Geometry> grids, Spacing asked, ScoreRule rule) {
        Regrid whole = Regrid.backwards(grids, asked, rule.with(SliceOrders.LINEAR));
        Geometry last = whole.from();
        List<Geometry> others = grids.subList(0, grids.size() - 1);
        boolean wasResampled = !others.isEmpty()
                && others.get(others.size() - 1).resized(last.size()).equals(last);
        if (!wasResampled) {
            return new SmoothRegrid(last, whole, Optional.empty(), rule.orders(), false);
        }
        Regrid rest = Regrid.backwards(others);
        ResampleRule back = new ResampleRule(rest.from().size(), whole.separateAxis());
        return new SmoothRegrid(last, rest, Optional.of(back), rule.orders(), false);
    }

    /** The same that rounds what it has interpolated to 16 bits. */
    public SmoothRegrid rounded() {
        return new SmoothRegrid(from, rest, rule, orders, true);
    }

    @Override
    public Geometry to() {
        return rest.to();
    }

    @Override
    public LabelMap argMax(float[][] scores) {
        return labels(scores, Contest.LARGEST, IntStream.range(0, scores.length).toArray());
    }

    @Override
    public LabelMap regions(float[][] scores, List<Integer> labels) {
        return labels(scores, Contest.LAST_POSITIVE, Regrid.painted(scores, labels));
    }

    @Override
    public void forEachRow(float[][] scores, double[] outside, ScoreRow rows) {
        float[][] resampled = new float[scores.length][];
        for (int c = 0; c < scores.length; c++) {
            resampled[c] = resampled(scores[c]);
        }
        rest.forEachRow(resampled, outside, rows);
    }

    private LabelMap labels(float[][] scores, Contest contest, int[] labelOf) {
        Regrid.requireScores(from, scores, labelOf);
        Winners winners = new Winners(rest.from(), contest);
        for (int c = 0; c < scores.length; c++) {
            winners.enter(c, resampled(scores[c]));
        }
        return rest.labels(winners.labels(labelOf));
    }

    /** The scores of a class on the grid before the last. */
    private float[] resampled(float[] scores) {
        if (rule.isEmpty()) {
            return scores;
        }
        Volume volume = new Volume(from, scores);
        float[] resampled = CubicBSpline.resize(volume, rule.get(), orders, Lines.allCores())
                .voxels();
        if (rounds && resampled != scores) {
            for (int i = 0; i < resampled.length; i++) {
                resampled[i] = Half.rounded(resampled[i]);
            }
        }
        return resampled;
    }
}
