package org.bactrian.cli.prepare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.checkpoint.nnunet.plan.Configuration;
import org.bactrian.checkpoint.nnunet.plan.Plans;
import org.bactrian.stage.StageSpec;
import org.bactrian.volume.BadCaseException;

/**
 * How scans are prepared for a network.
 *
 * @param stages in their order
 * @param channels images of a case
 */
record Preparation(List<StageSpec> stages, int channels) {

    static Preparation of(ModelBundle bundle) {
        return new Preparation(bundle.preprocessing(), bundle.imageChannels());
    }

    /**
     * By a configuration of nnU-Net's plan.
     *
     * @param wanted its name; the usual one where none is wanted
     * @throws IllegalArgumentException when the plan is none, or has no such configuration
     */
    static Preparation of(Path file, Optional<String> wanted) throws IOException {
        try {
            Plans plans = Plans.read(file);
            Configuration configuration = plans.configuration(wanted.or(plans::usual)
                    .orElseThrow(() ->
                            new IllegalArgumentException("--configuration must be given, one of " + plans.names())));
            return new Preparation(configuration.stages(), configuration.channels());
        } catch (BadCaseException bad) {
            throw new IllegalArgumentException("--plan: " + bad.getMessage(), bad);
        }
    }
}
