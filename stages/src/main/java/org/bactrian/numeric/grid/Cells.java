package org.bactrian.numeric.grid;

import java.util.List;

/** The {@linkplain Span#cells cells} of an axis by number, for walks along many rows. Immutable. */
final class Cells {

    private final int[] from;
    private final int[] to;
    private final int[] low;
    private final int[] high;

    Cells(List<Span> cells) {
        from = cells.stream().mapToInt(Span::from).toArray();
        to = cells.stream().mapToInt(Span::to).toArray();
        low = cells.stream().mapToInt(Span::low).toArray();
        high = cells.stream().mapToInt(Span::high).toArray();
    }

    int count() {
        return from.length;
    }

    /** Whether a cell follows on the one before it, with nothing outside between them. */
    boolean continues(int cell) {
        return from[cell] == to[cell - 1];
    }

    /** Who wins at all elements of the input that a cell is made of, or {@link Leaders#MIXED}. */
    char winner(int cell, char[] winners) {
        char first = winners[low[cell]];
        for (int i = low[cell] + 1; i <= high[cell]; i++) {
            if (winners[i] != first) {
                return Leaders.MIXED;
            }
        }
        return first;
    }

    /** The cells from {@code first} to {@code last}, which follow on one another. */
    Span span(int first, int last) {
        return new Span(from[first], to[last], Math.min(low[first], low[last]), Math.max(high[first], high[last]));
    }
}
