package org.bactrian.route;

import java.time.Duration;

/**
 * A body of the case's route that remembers how long each stage took.
 *
 * @param <T> its own type
 */
public interface Timed<T> extends KeepsFiles {

    /** The same after one more stage. */
    T took(String stage, Duration elapsed);
}
