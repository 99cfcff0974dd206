package org.bactrian.cli.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bactrian.checkpoint.nnunet.plan.Configuration;
import org.bactrian.checkpoint.nnunet.plan.Plans;
import org.bactrian.cli.file.FileNames;
import org.bactrian.stage.StageSpec;

/**
 * What an nnU-Net plan says of the preparation of scans.
 *
 * @param kind always {@code plan}
 * @param file its name
 */
record PlanReport(String kind, String file, List<Entry> configurations) {

    /**
     * A configuration.
     *
     * @param channels images of a case
     * @param stages what is done to them, in this order
     */
    record Entry(String name, int channels, List<StageSpec> stages) {}

    static PlanReport of(Path path) throws IOException {
        Plans plans = Plans.read(path);
        List<Entry> entries = new ArrayList<>();
        for (String name : plans.names()) {
            Configuration configuration = plans.configuration(name);
            entries.add(new Entry(name, configuration.channels(), configuration.stages()));
        }
        return new PlanReport("plan", FileNames.last(path), entries);
    }

    /** The same for people. */
    List<String> lines() {
        List<String> lines = new ArrayList<>(List.of("file         " + file));
        for (Entry entry : configurations) {
            lines.add("");
            lines.add("configuration %s, channels %d".formatted(entry.name(), entry.channels()));
            entry.stages().forEach(spec -> lines.add("before       " + BundleReport.text(spec)));
        }
        return lines;
    }
}
