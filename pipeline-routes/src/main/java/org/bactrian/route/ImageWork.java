package org.bactrian.route;

import java.nio.file.Path;
import java.time.Duration;
import org.bactrian.volume.Case;

/**
 * A case on its way along the route, with its image in memory.
 *
 * @param work its files
 * @param image the prepared scan on its way to the network; the scan itself, with its labels, on the way back
 */
record ImageWork(CaseWork work, Case image) implements Timed<ImageWork> {

    @Override
    public ImageWork took(String stage, Duration elapsed) {
        return new ImageWork(work.took(stage, elapsed), image);
    }

    @Override
    public Path folder() {
        return work.folder();
    }
}
