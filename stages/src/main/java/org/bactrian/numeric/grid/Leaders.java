package org.bactrian.numeric.grid;

import java.util.Arrays;
import org.bactrian.numeric.spline.Lines;

/** Who wins at every voxel of the source, before anything is interpolated. Memory: two bytes a voxel of the source. */
final class Leaders {

    /** Stands for a winner where several win. */
    static final char MIXED = Character.MAX_VALUE;

    private final int length;
    private final char[] winners;
    private final char[] winnerOfLine;

    private Leaders(Lattice source) {
        length = source.size().x();
        winners = new char[source.lines() * length];
        winnerOfLine = new char[source.lines()];
    }

    static Leaders of(float[][] scores, Contest contest, Lattice source, Lines lines) {
        Leaders leaders = new Leaders(source);
        lines.forEach(source.size().z(), () -> {
            double[] line = new double[leaders.length];
            double[] best = new double[leaders.length];
            char[] winning = new char[leaders.length];
            return z -> {
                for (int y = 0; y < source.size().y(); y++) {
                    Arrays.fill(best, Double.NEGATIVE_INFINITY);
                    Arrays.fill(winning, (char) 0);
                    for (int c = 0; c < scores.length; c++) {
                        Arrays.fill(line, 0);
                        source.add(scores[c], source.line(y, z), 0, 1, line, line.length);
                        contest.enter(c, line, line.length, best, winning);
                    }
                    leaders.store(source.line(y, z), winning);
                }
            };
        });
        return leaders;
    }

    private void store(int line, char[] winning) {
        System.arraycopy(winning, 0, winners, line * length, length);
        boolean one = Arrays.mismatch(winning, 0, length - 1, winning, 1, length) < 0;
        winnerOfLine[line] = one ? winning[0] : MIXED;
    }

    /** Who wins everywhere on a line, or {@link #MIXED}. */
    char ofLine(int line) {
        return winnerOfLine[line];
    }

    /** The winners along a line. */
    void copy(int line, char[] to) {
        System.arraycopy(winners, line * length, to, 0, length);
    }

    /** Marks as mixed where a line has other winners than {@code agreed}. */
    void mark(int line, char[] agreed) {
        int start = line * length;
        int first = Arrays.mismatch(winners, start, start + length, agreed, 0, length);
        for (int i = first < 0 ? length : first; i < length; i++) {
            if (winners[start + i] != agreed[i]) {
                agreed[i] = MIXED;
            }
        }
    }
}
