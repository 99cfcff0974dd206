package org.bactrian.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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

/** A network of two levels with random weights: it segments nonsense, but it segments. */
final class TinyModel {

    private TinyModel() {}

    /** Writes the model; its stages resample to 2 mm and then run some more. */
    static void write(Path file, StageSpec... more) throws IOException {
        Index3 one = new Index3(1, 1, 1);
        Index3 two = new Index3(2, 2, 2);
        UNetPlan plan = new UNetPlan(
                new Spacing(2, 2, 2),
                new Index3(16, 16, 16),
                1,
                3,
                List.of(4, 8),
                List.of(one, two),
                Collections.nCopies(2, new Index3(3, 3, 3)),
                Collections.nCopies(2, 1),
                List.of(1),
                Downsampling.STRIDED_CONVOLUTION,
                List.of());
        List<StageSpec> before =
                new ArrayList<>(List.of(new StageSpec("resample", Map.of("spacingMm", List.of(2.0, 2.0, 2.0)))));
        before.addAll(List.of(more));
        ModelBundle.Description description = new ModelBundle.Description(
                plan,
                List.of("background", "kidney", "tumor"),
                before,
                List.of(),
                Provenance.of(Map.of("made", "at random"), Map.of()));
        ModelBundle.of(description, UNetProgram.of(plan).initialWeights(7)).write(file);
    }
}
