package org.bactrian.cli.scan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Vector3;

/**
 * A grid as verbs tell of it.
 *
 * @param size voxels along x, y, z
 * @param spacingMm millimetres between voxel centres along x, y, z
 * @param originMm the centre of the first voxel, RAS+
 * @param direction the way x, y and z point, RAS+
 * @param orientation letters of the directions in which x, y and z mostly grow, such as RAS
 */
public record GridReport(
        List<Integer> size,
        List<Double> spacingMm,
        List<Double> originMm,
        List<List<Double>> direction,
        String orientation) {

    public static GridReport of(Geometry grid) {
        Index3 size = grid.size();
        Spacing spacing = grid.spacing();
        return new GridReport(
                List.of(size.x(), size.y(), size.z()),
                List.of(spacing.x(), spacing.y(), spacing.z()),
                list(grid.origin()),
                List.of(
                        list(grid.direction().x()),
                        list(grid.direction().y()),
                        list(grid.direction().z())),
                letter(grid.direction().x())
                        + letter(grid.direction().y())
                        + letter(grid.direction().z()));
    }

    @JsonIgnore
    public String sizeText() {
        return size.stream().map(String::valueOf).collect(Collectors.joining(" x "));
    }

    @JsonIgnore
    public String spacingText() {
        return texts(spacingMm, " x ") + " mm";
    }

    @JsonIgnore
    public String originText() {
        return texts(originMm, ", ") + " mm (RAS+)";
    }

    private static String texts(List<Double> numbers, String between) {
        return numbers.stream()
                .map(number -> String.format(Locale.ROOT, "%.4g", number))
                .collect(Collectors.joining(between));
    }

    private static List<Double> list(Vector3 vector) {
        return List.of(vector.x(), vector.y(), vector.z());
    }

    /** Of the three anatomical axes the one along which a unit vector is longest. */
    private static String letter(Vector3 axis) {
        double x = Math.abs(axis.x());
        double y = Math.abs(axis.y());
        double z = Math.abs(axis.z());
        if (x >= y && x >= z) {
            return axis.x() > 0 ? "R" : "L";
        }
        if (y >= z) {
            return axis.y() > 0 ? "A" : "P";
        }
        return axis.z() > 0 ? "S" : "I";
    }
}
