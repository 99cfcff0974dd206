package org.bactrian.app;

import org.bactrian.stage.Setting;

/** Where {@code /metrics}, {@code /health/live} and {@code /health/ready} are served. */
public record HttpConfig(
        @Setting(value = "address to bind; 0.0.0.0 to be reached from outside", defaultsTo = "127.0.0.1")
        String host,

        @Setting(value = "port, 1 to 65535", defaultsTo = "8080")
        int port) {

    public HttpConfig {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port must be 1 to 65535, got " + port);
        }
    }
}
