package org.bactrian.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.checkpoint.Provenance;
import org.bactrian.stage.StageSpec;
import org.bactrian.unet.plan.Downsampling;
import org.bactrian.unet.plan.UNetPlan;
import org.bactrian.unet.program.UNetProgram;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Spacing;

/** A network that has learned nothing, small enough to run in a moment. */
public final class TinyModel {

    private TinyModel() {}

    public static ModelBundle bundle() {
        Index3 cube = new Index3(3, 3, 3);
        UNetPlan plan = new UNetPlan(
                new Spacing(4, 4, 4),
                new Index3(32, 32, 16),
                1,
                3,
                List.of(4, 8),
                List.of(new Index3(1, 1, 1), new Index3(2, 2, 2)),
                Collections.nCopies(2, cube),
                Collections.nCopies(2, 1),
                Collections.nCopies(1, 1),
                Downsampling.STRIDED_CONVOLUTION,
                List.of(0));
        ModelBundle.Description description = new ModelBundle.Description(
                plan,
                List.of("background", "kidney", "tumour"),
                List.of(
                        new StageSpec("orient", Map.of("to", "LPS")),
                        StageSpec.of("crop-to-nonzero"),
                        new StageSpec("resample", Map.of("spacingMm", List.of(4, 4, 4))),
                        new StageSpec(
                                "clip-and-z-score",
                                Map.of("lower", -1000, "upper", 300, "mean", -300, "standardDeviation", 400))),
                List.of(),
                Provenance.of(Map.of("dataset", "none"), Map.of()));
        return ModelBundle.of(description, UNetProgram.of(plan).initialWeights(7));
    }

    /** Writes the bundle as {@code tiny.bactrian}. */
    public static Path in(Path folder) throws IOException {
        Path file = folder.resolve("tiny.bactrian");
        bundle().write(file);
        return file;
    }
}
