package org.bactrian.segment.window;

import java.util.List;
import java.util.Optional;
import org.bactrian.checkpoint.Scoring;
import org.bactrian.numeric.grid.Box;
import org.bactrian.segment.confidence.Coverage;
import org.bactrian.segment.score.Probabilities;
import org.bactrian.volume.Geometry;

/**
 * The windows of one scan in which something is to be seen: those that touch the places where bodies were found, and as long
 * as what shows there reaches further, those that touch it too. So the voxels of a body and those around it get the scores of
 * all windows that cover them: a body of which the first look has seen more than a speck comes out whole, as in a full run but
 * for the order in which windows are added up. Only bodies of which it has seen less can be missed.
 */
final class Search implements WindowChoice {

    /** Above this share of windows little is gained by leaving out the others. */
    private static final double MOST = 0.75;

    private final Geometry grid;
    private final Probabilities meaning;
    private final List<Box> places;
    private Optional<String> whole;
    private int windows;
    private int looked;

    private Search(Geometry grid, Scoring scoring, List<Box> places, Optional<String> whole) {
        this.grid = grid;
        this.meaning = new Probabilities(scoring);
        this.places = places;
        this.whole = whole;
    }

    /** Begins at bodies that were found on the network's grid. */
    static Search around(Bodies found, Geometry grid, Scoring scoring) {
        return new Search(grid, scoring, found.places(), Optional.empty());
    }

    /** Everywhere, for a reason. */
    static Search everywhere(String reason, Geometry grid, Scoring scoring) {
        return new Search(grid, scoring, List.of(), Optional.of(reason));
    }

    @Override
    public List<Window> next(List<Window> left, float[][] scores) {
        List<Window> next = windows == 0 ? first(left) : further(left, scores);
        looked += next.size();
        return next;
    }

    private List<Window> first(List<Window> all) {
        windows = all.size();
        List<Window> touched = touching(places, all);
        if (whole.isEmpty() && touched.size() > MOST * windows) {
            whole = Optional.of("what was found touches %d of %d windows".formatted(touched.size(), windows));
        }
        return whole.isPresent() ? all : touched;
    }

    private List<Window> further(List<Window> left, float[][] scores) {
        return touching(Bodies.in(meaning.foreground(grid, scores)).places(), left);
    }

    private static List<Window> touching(List<Box> places, List<Window> windows) {
        return windows.stream()
                .filter(window -> places.stream().anyMatch(window::touches))
                .toList();
    }

    /** How much was looked at so far. */
    Coverage coverage() {
        return new Coverage(looked, windows, whole);
    }
}
