package org.bactrian.route.segment;

import java.nio.file.Path;
import java.time.Duration;

/**
 * A case on its way along the route, when the networks have seen it.
 *
 * @param work its files
 * @param found what they say of it
 */
record LabelWork(CaseWork work, LabelsFound found) implements CaseBody<LabelWork> {

    @Override
    public LabelWork took(String stage, Duration elapsed) {
        return new LabelWork(work.took(stage, elapsed), found);
    }

    @Override
    public Path folder() {
        return work.folder();
    }
}
