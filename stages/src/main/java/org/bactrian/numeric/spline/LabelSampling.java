package org.bactrian.numeric.spline;

import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;

/**
 * Samples a label map with weights along each axis: the sum of weights is a label's share, and a {@link LabelRule} says
 * which label wins. Only labels around a voxel are looked at, so neither time nor memory grows with the number of labels.
 */
public final class LabelSampling {

    private final LabelMap source;
    private final AxisWeights alongX;
    private final AxisWeights alongY;
    private final AxisWeights alongZ;
    private final Strides3 strides;
    private final LabelRule rule;

    /** Prepares a sampling in which the largest share wins. */
    public LabelSampling(
            LabelMap source, AxisWeights alongX, AxisWeights alongY, AxisWeights alongZ, Strides3 strides) {
        this(source, alongX, alongY, alongZ, strides, LabelRule.LARGEST_SHARE);
    }

    /**
     * Prepares the sampling.
     *
     * @param alongX the weights that make the x axis of the output
     * @param strides how the source moves in memory along the axes of the output
     */
    LabelSampling(
            LabelMap source,
            AxisWeights alongX,
            AxisWeights alongY,
            AxisWeights alongZ,
            Strides3 strides,
            LabelRule rule) {
        this.rule = rule;
        this.source = source;
        this.alongX = alongX;
        this.alongY = alongY;
        this.alongZ = alongZ;
        this.strides = strides;
    }

    /** Samples onto a grid, whose size is the output length of the weights. Background where that lies outside. */
    public LabelMap onto(Geometry grid, Lines lines) {
        int voxels = Math.toIntExact(grid.size().product());
        LabelMap result = source.isWide() ? LabelMap.of(grid, new short[voxels]) : LabelMap.of(grid, new byte[voxels]);
        Index3 size = grid.size();
        lines.forEach(size.z(), () -> {
            Row row = new Row(largestNeighbourhood());
            return z -> {
                for (int y = 0; y < size.y(); y++) {
                    row.moveTo(y, z);
                    row.sample(result, size.x() * (y + size.y() * z));
                }
            };
        });
        return result;
    }

    private int largestNeighbourhood() {
        return mostTaps(alongX) * mostTaps(alongY) * mostTaps(alongZ);
    }

    private static int mostTaps(AxisWeights weights) {
        int most = 0;
        for (int o = 0; o < weights.outputLength(); o++) {
            most = Math.max(most, weights.end(o) - weights.begin(o));
        }
        return most;
    }

    /**
     * One row of the output: the lines of the source around it, and the vote of each voxel's neighbourhood. Nearly all
     * neighbourhoods are of one label, so where the lines agree is found out first, once for all voxels of the row.
     */
    private final class Row {

        /** Stands for a label where the lines disagree. */
        private static final int MIXED = -1;

        private final int[] base;
        private final double[] weight;
        private final int[] label;
        private final double[] score;
        private final int[] agreed = new int[alongX.inputLength()];
        private int count;
        private int nearestBase;

        Row(int neighbourhood) {
            base = new int[neighbourhood];
            weight = new double[neighbourhood];
            label = new int[neighbourhood];
            score = new double[neighbourhood];
        }

        void moveTo(int y, int z) {
            count = 0;
            for (int tapZ = alongZ.begin(z); tapZ < alongZ.end(z); tapZ++) {
                for (int tapY = alongY.begin(y); tapY < alongY.end(y); tapY++) {
                    base[count] = alongZ.index(tapZ) * strides.z() + alongY.index(tapY) * strides.y();
                    weight[count++] = alongZ.weight(tapZ) * alongY.weight(tapY);
                }
            }
            nearestBase = alongZ.nearest(z) * strides.z() + alongY.nearest(y) * strides.y();
            for (int x = 0; x < agreed.length && count > 0; x++) {
                agreed[x] = source.at(base[0] + x * strides.x());
            }
            for (int i = 1; i < count; i++) {
                for (int x = 0; x < agreed.length; x++) {
                    if (source.at(base[i] + x * strides.x()) != agreed[x]) {
                        agreed[x] = MIXED;
                    }
                }
            }
        }

        void sample(LabelMap result, int at) {
            if (count == 0) {
                return;
            }
            for (int x = 0; x < alongX.outputLength(); x++) {
                if (alongX.begin(x) < alongX.end(x)) {
                    int label = unanimous(x);
                    set(result, at + x, label == MIXED ? vote(x) : label);
                }
            }
        }

        private int unanimous(int x) {
            int first = agreed[alongX.index(alongX.begin(x))];
            for (int tap = alongX.begin(x) + 1; tap < alongX.end(x); tap++) {
                if (agreed[alongX.index(tap)] != first) {
                    return MIXED;
                }
            }
            return first;
        }

        private int vote(int x) {
            int labels = 0;
            // Sums in this order, z before y before x, and products likewise: exact ties depend on the last bit.
            for (int i = 0; i < count; i++) {
                for (int tap = alongX.begin(x); tap < alongX.end(x); tap++) {
                    int found = ordered(source.at(base[i] + alongX.index(tap) * strides.x()));
                    labels = add(found, weight[i] * alongX.weight(tap), labels);
                }
            }
            int nearest = ordered(source.at(nearestBase + alongX.nearest(x) * strides.x()));
            return rule.winner(label, score, labels, nearest);
        }

        private int add(int found, double share, int labels) {
            for (int k = 0; k < labels; k++) {
                if (label[k] == found) {
                    score[k] += share;
                    return labels;
                }
            }
            label[labels] = found;
            score[labels] = share;
            return labels + 1;
        }
    }

    /** Puts the label that marks the outside before all others. */
    private int ordered(int label) {
        return label == source.outside() ? -1 : label;
    }

    private static void set(LabelMap map, int at, int label) {
        if (map.isWide()) {
            map.shorts()[at] = (short) label;
        } else {
            map.bytes()[at] = (byte) label;
        }
    }
}
