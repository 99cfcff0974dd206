package org.bactrian.checkpoint.nnunet.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.bactrian.numeric.grid.ScoreRule;
import org.bactrian.stage.StageSpec;

/**
 * One configuration of a plan: how scans are prepared, and scores brought back.
 *
 * @param name such as {@code 3d_fullres}
 * @param spacingMm that the network sees, after transposing: (z, y, x), or (y, x) where slices are seen alone
 * @param channels of a scan
 * @param stages that prepare a scan as nnU-Net does
 * @param scores how the network's scores are brought back to the scan
 */
public record Configuration(
        String name, List<Double> spacingMm, int channels, List<StageSpec> stages, ScoreRule scores) {

    public Configuration {
        spacingMm = List.copyOf(spacingMm);
        stages = List.copyOf(stages);
    }

    /**
     * The same of a network that sees label maps of one before it as well.
     *
     * @param labels that become channels; none where there is no such network
     */
    public Configuration seeing(List<Integer> labels) {
        if (labels.isEmpty()) {
            return this;
        }
        List<StageSpec> all = new ArrayList<>(stages);
        all.add(new StageSpec("labels-to-channels", Map.of("labels", labels)));
        return new Configuration(name, spacingMm, channels, all, scores);
    }

    /** Arrays count their axes z, y, x; grids count x, y, z. */
    public static <T> List<T> reversed(List<T> axes) {
        List<T> reversed = new ArrayList<>(axes);
        Collections.reverse(reversed);
        return reversed;
    }
}
