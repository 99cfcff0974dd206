package org.bactrian.route.segment;

import java.nio.file.Path;
import java.time.Duration;
import org.bactrian.segment.confidence.Confidence;
import org.bactrian.volume.Case;

/**
 * A case on its way along the route, cleaned up and measured.
 *
 * @param work its files
 * @param image the scan with its labels
 * @param confidence how far to trust them
 */
record ImageWork(CaseWork work, Case image, Confidence confidence) implements CaseBody<ImageWork> {

    @Override
    public ImageWork took(String stage, Duration elapsed) {
        return new ImageWork(work.took(stage, elapsed), image, confidence);
    }

    @Override
    public Path folder() {
        return work.folder();
    }
}
