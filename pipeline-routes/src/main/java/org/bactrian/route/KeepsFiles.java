package org.bactrian.route;

import java.nio.file.Path;

/** A body of a route that has files of its own. */
public interface KeepsFiles {

    /** The folder to remove when the walk ends. */
    Path folder();
}
