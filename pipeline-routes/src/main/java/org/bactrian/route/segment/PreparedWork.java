package org.bactrian.route.segment;

import java.nio.file.Path;
import java.time.Duration;
import org.bactrian.segment.PreparedCase;

/**
 * A case on its way along the route, ready for the network.
 *
 * @param work its files
 * @param prepared in memory
 */
record PreparedWork(CaseWork work, PreparedCase prepared) implements CaseBody<PreparedWork> {

    @Override
    public PreparedWork took(String stage, Duration elapsed) {
        return new PreparedWork(work.took(stage, elapsed), prepared);
    }

    @Override
    public Path folder() {
        return work.folder();
    }
}
