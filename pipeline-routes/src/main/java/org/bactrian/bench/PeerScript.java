package org.bactrian.bench;

import java.util.List;
import java.util.Optional;

/**
 * What a peer does in a row.
 *
 * @param peer the library, as a reader knows it
 * @param script a file of the folder of scripts
 * @param arguments of the script
 * @param part the part of it that is compared; empty for the whole process, start and imports included
 */
public record PeerScript(String peer, String script, List<String> arguments, Optional<String> part) {

    public PeerScript {
        arguments = List.copyOf(arguments);
    }

    /** A part of what a script does. */
    static PeerScript part(String peer, String part, String script, String... arguments) {
        return new PeerScript(peer, script, List.of(arguments), Optional.of(part));
    }

    /** All that a script does. */
    static PeerScript whole(String peer, String script, String... arguments) {
        return new PeerScript(peer, script, List.of(arguments), Optional.empty());
    }
}
