package org.bactrian.route.train;

import java.nio.file.Path;
import java.util.List;
import org.bactrian.route.KeepsFiles;
import org.bactrian.train.Outcome;

/**
 * A training on its way along the route, once the model is made.
 *
 * @param work its files
 * @param labels the names of the classes, background first
 * @param outcome how it went
 */
record TrainedWork(TrainingWork work, List<String> labels, Outcome outcome) implements KeepsFiles {

    @Override
    public Path folder() {
        return work.folder();
    }
}
