package org.bactrian.stage.orient;

import java.util.List;
import java.util.TreeSet;
import org.bactrian.numeric.grid.AxisOrder;
import org.bactrian.stage.Setting;

/** Settings of {@link Orient}. The default is the frame in which positions are given, so that axes and frame agree. */
public record OrientConfig(
        @Setting(
                value = "the directions in which x, y and z shall grow, such as RAS or LPS; or file: as in the file",
                defaultsTo = "RAS")
        String to,

        @Setting(
                value = "then the order of axes, as nnU-Net's transpose_forward: of arrays with axes (z, y, x)",
                defaultsTo = "0, 1, 2")
        List<Integer> transposeForward) {

    /** The value of {@code to} that keeps the axes of the file. */
    static final String FILE = "file";

    public OrientConfig {
        if (!to.equals(FILE)) {
            AxisOrder.requireLetters(to);
        }
        transposeForward = List.copyOf(transposeForward);
        if (transposeForward.size() != 3 || !new TreeSet<>(transposeForward).equals(new TreeSet<>(List.of(0, 1, 2)))) {
            throw new IllegalArgumentException(
                    "transposeForward must hold 0, 1 and 2 in some order, got " + transposeForward);
        }
    }
}
