package org.bactrian.segment.confidence;

import java.util.Optional;

/**
 * How much of a scan the networks have looked at, where they were asked to localise first.
 *
 * @param looked the windows that they have seen in full
 * @param windows those that the scan has; of several models all of theirs
 * @param whole why the whole scan was looked at all the same; absent where a part was enough
 */
public record Coverage(int looked, int windows, Optional<String> whole) {

    /** This and that of another model, on the same scan. */
    public Coverage plus(Coverage other) {
        return new Coverage(looked + other.looked, windows + other.windows, whole.or(other::whole));
    }
}
