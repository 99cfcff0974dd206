package org.bactrian.bench.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChildProcessTest {

    @Test
    void getsTheEnvironmentButForWhatIsUnsetAndWithWhatIsSet() throws InterruptedException {
        assertThat(System.getenv()).containsKey("PATH");

        Finished finished = new ChildProcess(
                        List.of("/usr/bin/env"), Map.of("ADDED", "yes"), Set.of("PATH"), Duration.ofMinutes(1))
                .run();

        assertThat(finished.succeeded()).as(finished.err()).isTrue();
        assertThat(finished.out().lines())
                .contains("ADDED=yes")
                .noneMatch(line -> line.startsWith("PATH="))
                .hasSizeGreaterThan(1);
    }
}
