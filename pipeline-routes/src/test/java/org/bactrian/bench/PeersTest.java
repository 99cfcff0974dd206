package org.bactrian.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.bactrian.bench.process.Finished;
import org.bactrian.embedded.EmbeddedServers;
import org.junit.jupiter.api.Test;

class PeersTest {

    /** Two lines as the scripts printed them, warnings above them included. */
    private static final String PREPROCESS = """
            UserWarning: something about nothing
            {"measure": "preprocess", "image": "a_0000.nii.gz", "seg": false, "grid": "seed", "kind": "default", \
            "shape": [93, 247, 247], "mean": -1.312458, "parts": {"read": {"wall_s": 0.1387, "cpu_s": 0.1642}, \
            "run_case": {"wall_s": 1.9214, "cpu_s": 1.9188}}, "rss_mb": 1209, "rss_children_mb": 0, "threads": 2, \
            "load1": 4.72, "versions": {"nnunetv2": "2.8.1", "scipy": "1.17.1", "torch": null}}
            """;

    private static final String COMPONENTS = """
            {"measure": "evaluate", "what": "cc3d", "components": 202, "parts": {"components": {"wall_s": 0.18, \
            "cpu_s": 0.179}}, "rss_mb": 771, "versions": {"connected-components-3d": "4.1.1"}}
            """;

    private static final PeerScript RUN_CASE = PeerScript.part("nnU-Net", "run_case", "preprocess.py");

    @Test
    void aPartOfAScriptHasItsOwnTimesAndThePeakOfTheProcess() {
        Outcome outcome = Peers.outcome(RUN_CASE, printed(PREPROCESS));

        Outcome.Measured measured = outcome.measured().orElseThrow();
        assertThat(measured.wall().minimum()).isEqualTo(1.9214);
        assertThat(measured.cpu().orElseThrow().minimum()).isEqualTo(1.9188);
        assertThat(measured.peakRssMib()).hasValue(1209);
        assertThat(measured.result()).isEqualTo("shape [93,247,247], mean -1.312458");
        assertThat(measured.versions()).containsOnlyKeys("nnunetv2", "scipy").containsEntry("nnunetv2", "2.8.1");
    }

    @Test
    void aWholeScriptHasTheTimesOfItsProcess() {
        Outcome outcome = Peers.outcome(PeerScript.whole("cc3d", "evaluate.py"), printed(COMPONENTS));

        Outcome.Measured measured = outcome.measured().orElseThrow();
        assertThat(measured.wall().minimum()).isEqualTo(8.5);
        assertThat(measured.cpu().orElseThrow().minimum()).isEqualTo(9.25);
        assertThat(measured.peakRssMib()).hasValue(771);
        assertThat(measured.result()).isEqualTo("components 202");
    }

    @Test
    void aPartThatAScriptDoesNotTellOfIsNamedBesideThoseItTellsOf() {
        PeerScript other = PeerScript.part("nnU-Net", "export", "preprocess.py");

        Outcome outcome = Peers.outcome(other, printed(PREPROCESS));

        assertThat(outcome.failure()).hasValue("preprocess.py told of no part export; its parts: [read, run_case]");
    }

    @Test
    void aScriptThatFailsGivesPythonsLastWordAsTheReason() {
        Finished failed = new Finished(
                1,
                0.2,
                OptionalDouble.empty(),
                OptionalLong.empty(),
                "",
                "Traceback (most recent call last):\n  File \"x.py\", line 1\nModuleNotFoundError: No module named 'torch'\n");

        Outcome outcome = Peers.outcome(RUN_CASE, failed);

        assertThat(outcome.failure()).hasValue("exit code 1: ModuleNotFoundError: No module named 'torch'");
    }

    @Test
    void aScriptThatSaysNothingHasFailed() {
        Outcome outcome = Peers.outcome(RUN_CASE, printed("done\n{broken\n"));

        assertThat(outcome.failure()).hasValue("preprocess.py printed no line of JSON");
    }

    @Test
    void aScriptThatIsNotThereHasFailed() throws InterruptedException {
        Peers peers = new Peers(Path.of("nowhere"), Path.of("python"));

        Outcome outcome = peers.measure(RUN_CASE, 2, Duration.ofSeconds(1));

        assertThat(outcome.failure()).hasValue("there is no script preprocess.py");
    }

    @Test
    void peersGetNothingOfWhatTheLauncherSetsForBactrian() throws IOException {
        Path launcher = EmbeddedServers.atHome().home().resolve("bactrian");

        assertThat(Files.readAllLines(launcher))
                .filteredOn(line -> line.startsWith(": \"${"))
                .extracting(line -> line.replaceFirst(".*\\{(\\w+):=.*", "$1"))
                .containsExactlyInAnyOrderElementsOf(Peers.OF_LAUNCHER);
    }

    @Test
    void processesThatDidTheSameAreOneOutcome() {
        Outcome first = Peers.outcome(RUN_CASE, printed(PREPROCESS));
        Outcome second = Peers.outcome(
                RUN_CASE, printed(PREPROCESS.replace("1.9214", "2.5").replace("1209", "1300")));

        Outcome.Measured merged =
                Outcome.merged(List.of(first, second)).measured().orElseThrow();

        assertThat(merged.wall().minimum()).isEqualTo(1.9214);
        assertThat(merged.wall().median()).isEqualTo((1.9214 + 2.5) / 2);
        assertThat(merged.peakRssMib()).hasValue(1300);
    }

    private static Finished printed(String out) {
        return new Finished(0, 8.5, OptionalDouble.of(9.25), OptionalLong.of(900), out, "");
    }
}
