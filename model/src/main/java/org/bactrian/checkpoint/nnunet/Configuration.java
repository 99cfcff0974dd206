package org.bactrian.checkpoint.nnunet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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

    /** Arrays count their axes z, y, x; grids count x, y, z. */
    static <T> List<T> reversed(List<T> axes) {
        List<T> reversed = new ArrayList<>(axes);
        Collections.reverse(reversed);
        return reversed;
    }
}
