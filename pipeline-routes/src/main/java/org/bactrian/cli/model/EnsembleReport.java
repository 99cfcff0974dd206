package org.bactrian.cli.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bactrian.checkpoint.source.ModelSet;
import org.bactrian.cli.file.FileNames;
import org.bactrian.stage.StageSpec;

/**
 * What several models are that score together.
 *
 * @param kind always {@code ensemble}
 * @param file the name of the folder that stands for them
 * @param digest identifies the whole
 * @param labels the names of the classes, background first
 * @param models what each of them is
 * @param postprocessing stages after all of them
 */
record EnsembleReport(
        String kind,
        String file,
        String digest,
        List<String> labels,
        List<BundleReport> models,
        List<StageSpec> postprocessing) {

    static EnsembleReport of(Path path, ModelSet set) {
        return new EnsembleReport(
                "ensemble",
                FileNames.last(path),
                set.digest(),
                set.labels(),
                set.members().stream()
                        .map(member -> BundleReport.of(member.path(), member.bundle()))
                        .toList(),
                set.postprocessing());
    }

    /** The same for people; stages that a model has on its own are not those of the ensemble. */
    List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(
                "file         " + file,
                "digest       " + digest,
                "labels       " + String.join(", ", labels),
                "models       " + models.size()));
        postprocessing.forEach(spec -> lines.add("after        " + BundleReport.text(spec)));
        for (int i = 0; i < models.size(); i++) {
            lines.addAll(List.of("", "model %d of %d, on its own".formatted(i + 1, models.size())));
            lines.addAll(models.get(i).lines());
        }
        return lines;
    }
}
