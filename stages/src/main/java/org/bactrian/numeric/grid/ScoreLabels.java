package org.bactrian.numeric.grid;

import java.util.Arrays;
import java.util.List;
import org.bactrian.numeric.spline.Lines;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;

/**
 * Labels from the interpolated scores of classes or regions. Nearly everywhere the same class wins at all voxels around a
 * place, and then wins there too ({@link Contest}): only where the winners differ are scores interpolated, and a row of
 * labels is a few stretches that are filled. Memory beyond the result: two bytes a voxel of the source and a few rows,
 * whatever the number of classes.
 */
final class ScoreLabels {

    /** Fewer cells that agree between mixed ones are interpolated with them, which takes less than to begin anew. */
    private static final int FEWEST_OF_STRETCH = 4;

    private final float[][] scores;
    private final Contest contest;
    private final int[] labelOf;
    private final Lattice source;
    private final Weights3 weights;
    private final Cells cells;
    private final List<Span> inside;

    /**
     * Prepares the labels.
     *
     * @param labelOf the label of each winner; of winner 0, background
     */
    ScoreLabels(float[][] scores, Contest contest, int[] labelOf, Lattice source, Weights3 weights) {
        this.scores = scores;
        this.contest = contest;
        this.labelOf = labelOf;
        this.source = source;
        this.weights = weights;
        List<Span> spans = Span.cells(weights.x());
        this.cells = new Cells(spans);
        this.inside = Span.inside(spans);
    }

    /** Writes into a map of background. */
    void onto(LabelMap labels, Lines lines) {
        Leaders leaders = Leaders.of(scores, contest, source, lines);
        Index3 size = labels.geometry().size();
        lines.forEach(size.z(), () -> {
            Row row = new Row(leaders, labels);
            return z -> {
                for (int y = 0; y < size.y(); y++) {
                    row.write(y, z);
                }
            };
        });
    }

    /** One row of the output. */
    private final class Row {

        private final Leaders leaders;
        private final LabelMap labels;
        private final RowKernel kernel = new RowKernel(weights, source);
        private final char[] agreed = new char[source.size().x()];
        private final double[] values = new double[weights.x().outputLength()];
        private final double[] best = new double[values.length];
        private final char[] winners = new char[values.length];
        private int start;

        Row(Leaders leaders, LabelMap labels) {
            this.leaders = leaders;
            this.labels = labels;
        }

        void write(int y, int z) {
            Index3 size = labels.geometry().size();
            start = size.x() * (y + size.y() * z);
            kernel.moveTo(y, z);
            if (kernel.lines() == 0 || inside.isEmpty()) {
                return;
            }
            char winner = winnerOfLines();
            if (winner == Leaders.MIXED) {
                writeCells();
            } else {
                inside.forEach(stretch -> fill(stretch, winner));
            }
        }

        /** Who wins everywhere on all lines around the row, or {@link Leaders#MIXED}. */
        private char winnerOfLines() {
            char first = leaders.ofLine(kernel.line(0));
            for (int tap = 1; tap < kernel.lines(); tap++) {
                if (leaders.ofLine(kernel.line(tap)) != first) {
                    return Leaders.MIXED;
                }
            }
            return first;
        }

        /** Cells with the same winner that lie side by side are written together, and so are mixed ones. */
        private void writeCells() {
            agree();
            for (int first = 0; first < cells.count(); ) {
                char winner = cells.winner(first, agreed);
                int end = winner == Leaders.MIXED ? endOfMixed(first) : endOfStretch(first, winner);
                write(cells.span(first, end - 1), winner);
                first = end;
            }
        }

        private int endOfStretch(int first, char winner) {
            int end = first + 1;
            while (end < cells.count() && cells.continues(end) && cells.winner(end, agreed) == winner) {
                end++;
            }
            return end;
        }

        private int endOfMixed(int first) {
            int end = first + 1;
            for (int i = end; i < cells.count() && cells.continues(i) && i < end + FEWEST_OF_STRETCH; i++) {
                if (cells.winner(i, agreed) == Leaders.MIXED) {
                    end = i + 1;
                }
            }
            return end;
        }

        private void agree() {
            leaders.copy(kernel.line(0), agreed);
            for (int tap = 1; tap < kernel.lines(); tap++) {
                leaders.mark(kernel.line(tap), agreed);
            }
        }

        private void write(Span span, char winner) {
            if (winner == Leaders.MIXED) {
                decide(span);
            } else {
                fill(span, winner);
            }
        }

        private void fill(Span span, char winner) {
            if (winner != 0) {
                labels.fill(start + span.from(), start + span.to(), labelOf[winner]);
            }
        }

        private void decide(Span span) {
            Arrays.fill(best, 0, span.length(), Double.NEGATIVE_INFINITY);
            Arrays.fill(winners, 0, span.length(), (char) 0);
            for (int c = 0; c < scores.length; c++) {
                kernel.interpolate(scores[c], span, values);
                contest.enter(c, values, span.length(), best, winners);
            }
            for (int i = 0; i < span.length(); i++) {
                winners[i] = (char) labelOf[winners[i]];
            }
            labels.put(start + span.from(), winners, span.length());
        }
    }
}
