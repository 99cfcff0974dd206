package org.bactrian.embedded.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerOptionsTest {

    @Test
    void readsEveryOptionInAnyOrder() {
        ServerOptions options = ServerOptions.of("--watch-stdin", "--port", "9000", "--data", "/var/bactrian");

        assertThat(options).isEqualTo(new ServerOptions(Path.of("/var/bactrian").toAbsolutePath(), 9000, true));
    }

    @Test
    void withoutAPortAnyFreeOneIsTaken() {
        ServerOptions options = ServerOptions.of("--data", "here");

        assertThat(options.port()).isZero();
        assertThat(options.portOrFree()).isPositive();
        assertThat(options.watchStdin()).isFalse();
        assertThat(options.data()).isAbsolute();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "--port 9000", "--data", "--data x --port", "--data x --port many", "--data x --verbose", "x"
            })
    void badOptionsAreToldWithTheUsage(String line) {
        String[] arguments = line.isEmpty() ? new String[0] : line.split(" ", -1);

        assertThatThrownBy(() -> ServerOptions.of(arguments))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("usage: --data DIR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "65536"})
    void aPortThatIsNoneIsRefused(String port) {
        assertThatThrownBy(() -> ServerOptions.of("--data", "x", "--port", port))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 to 65535");
    }
}
