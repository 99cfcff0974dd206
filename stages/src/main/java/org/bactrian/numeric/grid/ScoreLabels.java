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

    private final float[][] scores;
    private final Contest contest;
    private final int[] labelOf;
    private final Lattice source;
    private final Weights3 weights;
    private final List<Span> cells;
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
        this.cells = Span.cells(weights.x());
        this.inside = Span.inside(cells);
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
            if (kernel.lines() == 0 || cells.isEmpty()) {
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

        /** Neighbouring cells with the same winner, or all mixed, are written together. */
        private void writeCells() {
            agree();
            Span open = cells.get(0);
            char winner = winnerOf(open);
            for (int i = 1; i < cells.size(); i++) {
                Span cell = cells.get(i);
                char next = winnerOf(cell);
                if (next == winner && cell.from() == open.to()) {
                    open = open.and(cell);
                } else {
                    write(open, winner);
                    open = cell;
                    winner = next;
                }
            }
            write(open, winner);
        }

        private void agree() {
            leaders.copy(kernel.line(0), agreed);
            for (int tap = 1; tap < kernel.lines(); tap++) {
                leaders.mark(kernel.line(tap), agreed);
            }
        }

        private char winnerOf(Span cell) {
            char first = agreed[cell.low()];
            for (int i = cell.low() + 1; i <= cell.high(); i++) {
                if (agreed[i] != first) {
                    return Leaders.MIXED;
                }
            }
            return first;
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
                if (winners[i] != 0) {
                    labels.fill(start + span.from() + i, start + span.from() + i + 1, labelOf[winners[i]]);
                }
            }
        }
    }
}
