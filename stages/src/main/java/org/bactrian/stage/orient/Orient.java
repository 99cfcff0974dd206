package org.bactrian.stage.orient;

import java.util.List;
import org.bactrian.numeric.grid.AxisOrder;
import org.bactrian.stage.Stage;
import org.bactrian.stage.StageFactory;
import org.bactrian.volume.Case;
import org.bactrian.volume.Geometry;

/** Turns images and labels to an orientation, by reordering and flipping axes only. */
public final class Orient implements StageFactory<OrientConfig> {

    @Override
    public String name() {
        return "orient";
    }

    @Override
    public String summary() {
        return "Reorders and flips axes towards anatomical directions; voxels keep their values.";
    }

    @Override
    public Class<OrientConfig> configType() {
        return OrientConfig.class;
    }

    @Override
    public Stage create(OrientConfig config) {
        AxisOrder transposed = transposed(config.transposeForward());
        return input -> turn(turn(input, towards(config.to(), input.geometry())), transposed);
    }

    private static AxisOrder towards(String letters, Geometry grid) {
        return letters.equals(OrientConfig.FILE)
                ? AxisOrder.permuted(0, 1, 2)
                : AxisOrder.towards(letters, grid.direction());
    }

    /** Arrays count their axes z, y, x; grids count x, y, z. */
    private static AxisOrder transposed(List<Integer> forward) {
        return AxisOrder.permuted(2 - forward.get(2), 2 - forward.get(1), 2 - forward.get(0));
    }

    private static Case turn(Case input, AxisOrder order) {
        if (order.isIdentity()) {
            return input;
        }
        return input.onto(
                input.channels().stream().map(order::of).toList(),
                input.labels().map(order::of));
    }
}
