package org.bactrian.app;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bactrian.app.Preflight.Finding;
import org.bactrian.checkpoint.source.ModelSet;
import org.bactrian.stage.StageCatalog;
import org.bactrian.stage.StageSpec;
import org.bactrian.unet.engine.ComputeDevice;
import org.bactrian.unet.engine.TorchEngine;
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
        check.stages(check.models());
        check.engine();
        return check.findings;
    }

    private Optional<ModelSet> models() {
        String path = config.model().path().stream().map(Path::toString).collect(Collectors.joining(", "));
        try {
            ModelSet models = config.model().read();
            findings.add(Finding.good(
                    "model", "%s, labels %s, digest %s".formatted(path, models.labels(), models.digest())));
            return Optional.of(models);
        } catch (IllegalArgumentException wrong) {
            findings.add(Finding.bad("model", String.valueOf(wrong.getMessage())));
        } catch (BadCaseException | UncheckedIOException unreadable) {
            findings.add(Finding.bad("model", "%s: %s (model.path)".formatted(path, unreadable.getMessage())));
        }
        return Optional.empty();
    }

    private void stages(Optional<ModelSet> models) {
        try {
            List<StageSpec> all = models.map(this::stagesOf).orElseGet(this::configuredStages);
            StageCatalog.withPlugins(config.stages().plugins()).pipeline(all);
            findings.add(
                    models.isPresent() || config.stages().replaceAll()
                            ? Finding.good(
                                    "stages",
                                    all.stream().map(StageSpec::stage).toList().toString())
                            : Finding.bad("stages", "those of the model are not known without it (model.path)"));
        } catch (IllegalArgumentException wrong) {
            findings.add(Finding.bad("stages", String.valueOf(wrong.getMessage())));
        }
    }

    private List<StageSpec> stagesOf(ModelSet models) {
        ModelSet configured = config.stages().in(models);
        List<StageSpec> all = new ArrayList<>();
        configured.members().forEach(member -> all.addAll(member.bundle().preprocessing()));
        all.addAll(configured.postprocessing());
        return all;
    }

    private List<StageSpec> configuredStages() {
        List<StageSpec> all = new ArrayList<>();
        config.stages().preprocess().ifPresent(all::addAll);
        config.stages().postprocess().ifPresent(all::addAll);
        return all;
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
