package org.bactrian.volume;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What sets two grids apart, in words for a person: of both the parts in which they differ, such as {@code size 12 x 10 x 9,
 * origin (50, 40, -30) mm}. Positions and directions are RAS+. The words are the same in every locale.
 *
 * @param found those parts of the grid that was found
 * @param expected the same parts of the grid that was expected
 */
public record GridDifference(String found, String expected) {

    /** Headers round to float32; what is smaller than this is noise of their arithmetic. */
    private static final double STEPS_A_UNIT = 1e6;

    private enum Part {
        SIZE,
        SPACING,
        ORIGIN,
        DIRECTION;

        /** Whether this part alone sets two grids apart. */
        boolean differs(Geometry found, Geometry expected) {
            return !replaced(expected, found).coincidesWith(expected);
        }

        /** A grid with this part of another one. */
        private Geometry replaced(Geometry grid, Geometry by) {
            return switch (this) {
                case SIZE -> new Geometry(by.size(), grid.spacing(), grid.origin(), grid.direction());
                case SPACING -> new Geometry(grid.size(), by.spacing(), grid.origin(), grid.direction());
                case ORIGIN -> new Geometry(grid.size(), grid.spacing(), by.origin(), grid.direction());
                case DIRECTION -> new Geometry(grid.size(), grid.spacing(), grid.origin(), by.direction());
            };
        }

        String text(Geometry grid) {
            Spacing spacing = grid.spacing();
            Direction direction = grid.direction();
            return switch (this) {
                case SIZE -> "size " + grid.size();
                case SPACING ->
                    "spacing %s x %s x %s mm".formatted(number(spacing.x()), number(spacing.y()), number(spacing.z()));
                case ORIGIN -> "origin %s mm".formatted(vector(grid.origin()));
                case DIRECTION ->
                    "direction %s, %s, %s"
                            .formatted(vector(direction.x()), vector(direction.y()), vector(direction.z()));
            };
        }
    }

    static GridDifference of(Geometry found, Geometry expected) {
        List<Part> parts = Arrays.stream(Part.values())
                .filter(part -> part.differs(found, expected))
                .toList();
        // parts that are each within the tolerance may exceed it together
        List<Part> named = parts.isEmpty()
                ? Arrays.stream(Part.values())
                        .filter(part -> !part.text(found).equals(part.text(expected)))
                        .toList()
                : parts;
        return new GridDifference(text(named, found), text(named, expected));
    }

    private static String text(List<Part> parts, Geometry grid) {
        return parts.stream().map(part -> part.text(grid)).collect(Collectors.joining(", "));
    }

    private static String vector(Vector3 vector) {
        return "(%s, %s, %s)".formatted(number(vector.x()), number(vector.y()), number(vector.z()));
    }

    /** With the digits of a header's float32: enough to tell apart what its grids can hold. */
    private static String number(double value) {
        double withoutNoise = Math.rint(value * STEPS_A_UNIT) / STEPS_A_UNIT + 0.0; // not -0
        String text = Float.toString((float) withoutNoise);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
