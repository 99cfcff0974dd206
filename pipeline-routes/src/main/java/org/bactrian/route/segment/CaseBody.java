package org.bactrian.route.segment;

import org.bactrian.route.Timed;

/**
 * A body of the case's route, which can be brought back to the files that it was made from.
 *
 * @param <T> its own type
 */
interface CaseBody<T> extends Timed<T> {

    /** The files of the case, from which all the rest can be made again. */
    CaseWork work();
}
