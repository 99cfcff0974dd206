package org.bactrian.checkpoint.nnunet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.checkpoint.Provenance;
import org.bactrian.unet.engine.ForeignProgram;

/**
 * A network of any making as a TorchScript archive, and the plan that says how scans are prepared for it. Its scores are
 * averaged over mirrors and windows as the version of nnU-Net does that has made the plan: the first averages probabilities.
 */
public final class TorchScriptModel {

    private TorchScriptModel() {}

    /** Whether a file is a TorchScript archive. */
    public static boolean isOne(Path file) throws IOException {
        return ForeignProgram.isOne(file);
    }

    /**
     * Reads a model.
     *
     * @param plans {@code plans.json} with a {@code dataset.json} beside it, or {@code plans.pkl}
     * @param configuration of the plan; its usual one, or the finest of a {@code plans.pkl}, where none is named
     * @throws org.bactrian.volume.BadCaseException when a file is not what it should be
     */
    public static ModelBundle open(Path file, Path plans, Optional<String> configuration) throws IOException {
        Planned planned = Planned.read(plans, configuration);
        Map<String, String> facts = Map.of(
                "source", "TorchScript archive " + file.getFileName(),
                "plans", String.valueOf(plans.getFileName()),
                "configuration", planned.configuration().name());
        return ModelBundle.of(
                new ModelBundle.Description(
                        planned.foreign(),
                        planned.scoring(),
                        planned.labels().names(),
                        planned.configuration().stages(),
                        List.of(),
                        Provenance.of(facts, Planned.sources(file, plans))),
                ForeignProgram.read(file));
    }
}
