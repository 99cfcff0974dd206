package org.bactrian.numeric.grid;

import java.util.ArrayList;
import java.util.List;
import org.bactrian.numeric.spline.AxisWeights;

/**
 * Neighbouring elements of an output axis, and the elements of the input that they are made of.
 *
 * @param from the first element
 * @param to one past the last element
 * @param low the lowest element of the input that has a weight in any of them
 * @param high the highest
 */
record Span(int from, int to, int low, int high) {

    /** How many elements of the input. */
    int width() {
        return high - low + 1;
    }

    /** How many elements. */
    int length() {
        return to - from;
    }

    /** This span and the one that follows on it. */
    Span and(Span next) {
        return new Span(from, next.to, Math.min(low, next.low), Math.max(high, next.high));
    }

    /** The elements of an axis in groups that are made of the same elements of the input; those outside are in none. */
    static List<Span> cells(AxisWeights weights) {
        List<Span> cells = new ArrayList<>();
        for (int o = 0; o < weights.outputLength(); o++) {
            if (weights.begin(o) < weights.end(o)) {
                Span element = element(weights, o);
                int last = cells.size() - 1;
                if (last >= 0 && element.continues(cells.get(last)) && element.hasInputOf(cells.get(last))) {
                    cells.set(last, cells.get(last).and(element));
                } else {
                    cells.add(element);
                }
            }
        }
        return cells;
    }

    /** Stretches of elements that lie inside of the input: one, unless something lies apart. */
    static List<Span> inside(List<Span> cells) {
        List<Span> stretches = new ArrayList<>();
        for (Span cell : cells) {
            int last = stretches.size() - 1;
            if (last >= 0 && cell.continues(stretches.get(last))) {
                stretches.set(last, stretches.get(last).and(cell));
            } else {
                stretches.add(cell);
            }
        }
        return stretches;
    }

    private static Span element(AxisWeights weights, int o) {
        int low = weights.index(weights.begin(o));
        int high = low;
        for (int tap = weights.begin(o) + 1; tap < weights.end(o); tap++) {
            low = Math.min(low, weights.index(tap));
            high = Math.max(high, weights.index(tap));
        }
        return new Span(o, o + 1, low, high);
    }

    private boolean continues(Span before) {
        return from == before.to;
    }

    private boolean hasInputOf(Span other) {
        return low == other.low && high == other.high;
    }
}
