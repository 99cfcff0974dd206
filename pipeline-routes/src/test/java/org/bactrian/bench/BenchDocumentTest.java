package org.bactrian.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchDocumentTest {

    private static final Machine MACHINE = new Machine(
            "A Processor", 2, 24, "An OS", "A JVM 17", 0.25, Map.of("Bactrian", "0.1.0", "PyTorch", "2.7.1"));

    @Test
    void minimaStandBesideThePeersWithWhatIsToBeReached() {
        ReportedRow reached = row("preprocess-seed-b", measured(0.6, 0.7, 300), Optional.of(measured(4.8, 4.9, 2117)));
        ReportedRow missed =
                row("preprocess-seed-c", measured(4.0, 4.1, 2000), Optional.of(measured(16.0, 17.5, 5993)));
        ReportedRow alone = row("preprocess-seed-a", measured(0.005, 12.04, 99), Optional.empty());
        ReportedRow failed =
                row("read-c", new Outcome.Failed("exit code 1: no file"), Optional.of(measured(2, 2, 700)));

        String page = BenchDocument.of(report(reached, missed, alone, failed));

        assertThat(page)
                .startsWith("""
                        # Benchmarks

                        Written by `bactrian bench`.

                        |  |  |
                        | --- | --- |
                        | date | 2026-11-24 |
                        | processor | A Processor, 2 cores |
                        | memory | 24 GiB |
                        | system | An OS |
                        | Java | A JVM 17 |
                        | Bactrian | Bactrian 0.1.0, PyTorch 2.7.1 |
                        | peers | nnunetv2 2.8.1 |
                        | load before | 0.250 |

                        ## From the file to the network's input

                        | row | work | wall s | CPU s | RSS MiB | peer | wall s | CPU s | RSS MiB | time | to reach | memory | to reach |
                        | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
                        | `preprocess-seed-b` | does it | 0.600 / 0.700 | 0.600 | 300 | nnU-Net | 4.80 / 4.90 | 4.80 | 2117 | 1/8 | 1/6: yes | 1/7.1 | 1/6: yes |
                        | `preprocess-seed-c` | does it | 4.00 / 4.10 | 4.00 | 2000 | nnU-Net | 16.0 / 17.5 | 16.0 | 5993 | 1/4 | 1/6: **no** | 1/3 | 1/6: **no** |
                        | `preprocess-seed-a` | does it | 0.00500 / 12.0 | < 0.01 | 99 | nnU-Net | peer not measured | - | - | - | - | - | - |
                        | `read-c` | does it | failed | - | - | nnU-Net | 2.00 / 2.00 | 2.00 | 700 | - | - | - | - |

                        ## Failed

                        - `read-c`: exit code 1: no file
                        """)
                .contains("| `preprocess-seed-b` | 155 x 253 x 253 | 155 x 253 x 253 |")
                .contains("3 processes each, every time in a fresh process, with 2 threads.")
                .contains("./bactrian bench --runs 3 --threads 2 --peers PEERS");
    }

    @Test
    void rowsThatTakeLongerThanBeforeAreMarked(@TempDir Path folder) throws IOException {
        Path earlier = Files.writeString(folder.resolve("earlier.json"), """
                {"rows": [{"id": "steady", "ours": {"wall": {"minimum": 0.95}}},
                          {"id": "slower", "ours": {"wall": {"minimum": 0.9}}},
                          {"id": "failed", "ours": {"reason": "no file"}}]}
                """);
        List<ReportedRow> rows = List.of(
                row("steady", measured(1, 1, 1), Optional.empty()),
                row("slower", measured(1, 1, 1), Optional.empty()),
                row("failed", measured(1, 1, 1), Optional.empty()));

        List<ReportedRow> beside = Baseline.read(earlier).beside(rows);

        assertThat(beside).extracting(ReportedRow::isSlower).containsExactly(false, true, false);
        assertThat(BenchDocument.of(report(beside.toArray(ReportedRow[]::new))))
                .contains("| 1.05x |", "| **1.11x, slower** |")
                .contains("| peers | peer not measured |");
    }

    @Test
    void librariesAreKnownByTheirJars() {
        Map<String, String> versions = Machine.versions(
                "/lib/pytorch-engine-0.35.1.jar:/lib/pytorch-native-cpu-2.7.1-linux-x86_64.jar:/lib/jmh-core-1.37.jar");

        assertThat(versions)
                .containsEntry("DJL", "0.35.1")
                .containsEntry("PyTorch", "2.7.1")
                .containsEntry("JMH", "1.37");
    }

    private static BenchReport report(ReportedRow... rows) {
        return new BenchReport(Instant.parse("2026-11-24T10:15:00Z"), MACHINE, 2, 3, List.of(rows));
    }

    private static Outcome measured(double minimum, double median, long peakMib) {
        return new Outcome.Measured(
                new Seconds(minimum, median, List.of()),
                Optional.of(new Seconds(minimum, median, List.of())),
                OptionalLong.of(peakMib),
                "155 x 253 x 253",
                Map.of("nnunetv2", "2.8.1"));
    }

    private static ReportedRow row(String id, Outcome ours, Optional<Outcome> peer) {
        Row row = new Row(
                id,
                Row.Section.PREPROCESSING,
                "does it",
                Optional.empty(),
                new Work.WholeProcess(List.of()),
                Optional.of(PeerScript.whole("nnU-Net", "preprocess.py")),
                new Row.Target(OptionalDouble.of(1 / 6.0), OptionalDouble.of(1 / 6.0)));
        return ReportedRow.of(row, ours, peer);
    }
}
