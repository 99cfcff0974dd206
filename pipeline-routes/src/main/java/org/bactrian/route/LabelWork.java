package org.bactrian.route;

import java.nio.file.Path;
import java.time.Duration;
import org.bactrian.volume.LabelMap;

/**
 * A case on its way along the route, when the network has seen it.
 *
 * @param work its files
 * @param labels on the scan's grid
 */
record LabelWork(CaseWork work, LabelMap labels) implements Timed<LabelWork> {

    @Override
    public LabelWork took(String stage, Duration elapsed) {
        return new LabelWork(work.took(stage, elapsed), labels);
    }

    @Override
    public Path folder() {
        return work.folder();
    }
}
