package org.bactrian.route.train;

import org.bactrian.train.Recipe;
import org.bactrian.train.dataset.DatasetDescription;

/** The training recipes that a request may name. */
@FunctionalInterface
public interface Recipes {

    /**
     * The recipe of a name, for a dataset.
     *
     * @throws IllegalArgumentException naming the known ones when there is none of this name
     */
    Recipe named(String preset, DatasetDescription dataset);
}
