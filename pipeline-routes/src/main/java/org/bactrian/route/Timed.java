package org.bactrian.route;

import java.time.Duration;

/**
 * A body of the route that remembers how long each stage took.
 *
 * @param <T> its own type
 */
interface Timed<T> {

    /** The same after one more stage. */
    T took(String stage, Duration elapsed);

    /** What the case's files are. */
    CaseWork work();
}
