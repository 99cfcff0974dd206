package org.bactrian.app;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bactrian.app.Preflight.Finding;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.checkpoint.nnunet.ModelWishes;
import org.bactrian.checkpoint.source.ModelSource;
import org.bactrian.stage.StageCatalog;
import org.bactrian.stage.StageSpec;
import org.bactrian.unet.ComputeDevice;
import org.bactrian.unet.TorchEngine;
import org.bactrian.volume.BadCaseException;

/** Tries the model, its stages, and the engine with its device. */
final class ModelCheck {

    private final BactrianConfig config;
    private final List<Finding> findings = new ArrayList<>();

    private ModelCheck(BactrianConfig config) {
        this.config = config;
    }

    static List<Finding> of(BactrianConfig config) {
        ModelCheck check = new ModelCheck(config);
        check.stages(check.bundle());
        check.engine();
        return check.findings;
    }

    private Optional<ModelBundle> bundle() {
        String path = config.model().path().toString();
        try {
            ModelBundle bundle = ModelSource.open(config.model().path(), ModelWishes.USUAL);
            findings.add(Finding.good(
                    "model", "%s, labels %s, digest %s".formatted(path, bundle.labels(), bundle.digest())));
            return Optional.of(bundle);
        } catch (NoSuchFileException missing) {
            findings.add(Finding.bad("model", "there is no file %s (model.path)".formatted(path)));
        } catch (BadCaseException | IOException unreadable) {
            findings.add(Finding.bad("model", "%s: %s (model.path)".formatted(path, unreadable.getMessage())));
        }
        return Optional.empty();
    }

    private void stages(Optional<ModelBundle> bundle) {
        List<StageSpec> all = new ArrayList<>();
        all.addAll(config.stages().before(bundle));
        all.addAll(config.stages().after(bundle));
        try {
            StageCatalog.withPlugins(config.stages().plugins()).pipeline(all);
            findings.add(Finding.good(
                    "stages", all.stream().map(StageSpec::stage).toList().toString()));
        } catch (IllegalArgumentException wrong) {
            findings.add(Finding.bad("stages", String.valueOf(wrong.getMessage())));
        }
    }

    private void engine() {
        try {
            ComputeDevice device = config.model().computeDevice();
            findings.add(Finding.good("engine", "%s on %s".formatted(TorchEngine.description(), device)));
        } catch (IllegalArgumentException | LinkageError unusable) {
            findings.add(Finding.bad("engine", "%s (model.device)".formatted(unusable.getMessage())));
        }
    }
}
