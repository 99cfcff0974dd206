package org.bactrian.route;

import java.nio.file.Path;
import java.time.Duration;
import org.bactrian.volume.Case;

/**
 * A case on its way along the route, cleaned up and measured.
 *
 * @param work its files
 * @param image the scan with its labels
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
