package org.bactrian.embedded;

import org.junit.jupiter.api.Assumptions;

/** The servers that this build made before it came to these tests. */
public final class BuiltServers {

    private BuiltServers() {}

    /** The servers; without them the test is skipped, and says so. */
    public static EmbeddedServers orSkip() {
        EmbeddedServers servers = EmbeddedServers.atHome();
        if (!servers.areBuilt()) {
            Assumptions.abort("the embedded servers are not built in " + servers.home() + ": mvn package");
        }
        return servers;
    }
}
