package org.bactrian.route.train;

import java.nio.file.Path;
import org.bactrian.event.TrainingEvent.Requested;
import org.bactrian.route.KeepsFiles;

/**
 * A training on its way along the route, once its data are here.
 *
 * @param requested what was asked for
 * @param folder its own folder for files, removed when the training is done
 * @param dataset the folder in it that holds the data
 */
record TrainingWork(Requested requested, Path folder, Path dataset) implements KeepsFiles {

    /** Where the training puts what it makes. */
    Path output() {
        return folder.resolve("output");
    }
}
