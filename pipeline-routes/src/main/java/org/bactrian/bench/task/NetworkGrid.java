package org.bactrian.bench.task;

import java.util.List;
import java.util.Map;
import org.bactrian.stage.StageSpec;
import org.bactrian.volume.Spacing;

/**
 * A spacing that networks see, and the stages of an nnU-Net v2 model for CT on the way there: axes as in the file, crop,
 * normalise, resample. The intensities are the peers' scripts'.
 *
 * @param spacingMm along x, y, z
 */
public record NetworkGrid(Spacing spacingMm) {

    /** 3.22 x 1.62 x 1.62 mm (z, y, x), the plan of KiTS19's reference solution. */
    public static final NetworkGrid SEED = new NetworkGrid(new Spacing(1.62, 1.62, 3.22));

    /** 0.78 mm in every direction. */
    public static final NetworkGrid ISO = new NetworkGrid(new Spacing(0.78, 0.78, 0.78));

    private static final Map<String, NetworkGrid> KNOWN = Map.of("seed", SEED, "iso", ISO);

    private static final Map<String, Object> CT =
            Map.of("lower", -77.499, "upper", 287.531, "mean", 94.85, "standardDeviation", 71.599);

    /** The grid of a name: {@code seed} or {@code iso}. */
    static NetworkGrid of(String name) {
        NetworkGrid known = KNOWN.get(name);
        if (known == null) {
            throw new IllegalArgumentException("no grid is called %s; known: iso, seed".formatted(name));
        }
        return known;
    }

    /** The stages, in order. */
    public List<StageSpec> stages() {
        List<Double> spacing = List.of(spacingMm.x(), spacingMm.y(), spacingMm.z());
        return List.of(
                new StageSpec("orient", Map.of("to", "file")),
                StageSpec.of("crop-to-nonzero"),
                new StageSpec("clip-and-z-score", CT),
                new StageSpec("resample", Map.of("spacingMm", spacing)));
    }
}
