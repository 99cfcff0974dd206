package org.bactrian.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bactrian.bench.data.BenchData;
import org.bactrian.bench.data.BenchVolume;
import org.bactrian.bench.kernel.KernelRun;
import org.bactrian.bench.task.Repeats;
import org.bactrian.nifti.NiftiReader;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Spacing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.annotations.Benchmark;

class BenchTest {

    private static final BenchVolume TINY = new BenchVolume("t", new Index3(40, 40, 24), new Spacing(9, 9, 9));
    private static final String LINE =
            "{\"components\": 3, \"parts\": {\"components\": {\"wall_s\": 0.5, \"cpu_s\": 0.5}}, \"rss_mb\": 700}";

    private final Path folder;
    private final BenchData data;
    private final Workbench bench;

    BenchTest(@TempDir Path folder) {
        this.folder = folder;
        data = new BenchData(folder);
        bench = new Workbench(1, folder.resolve("launcher"), Duration.ofMinutes(2));
    }

    private static final class Heard implements Bench.Listener {

        private final List<String> starts = new ArrayList<>();

        @Override
        public void starts(Row row, String side, int run) {
            starts.add("%s %s %d".formatted(row.id(), side, run));
        }

        @Override
        public void done(ReportedRow row) {
            starts.add(row.id() + " done");
        }
    }

    @Test
    void aRowIsMeasuredInAChildJvmBesideItsPeerInTurns() throws IOException, InterruptedException {
        data.make(TINY);
        Row row = row("tiny", task("components", data.specks(TINY).toString()));
        Heard heard = new Heard();

        List<ReportedRow> measured =
                new Bench(bench, Optional.of(peers("echo '" + LINE + "'")), 2).run(List.of(row), heard);

        assertThat(heard.starts)
                .containsExactly("tiny Bactrian 1", "tiny peer 1", "tiny Bactrian 2", "tiny peer 2", "tiny done");
        ReportedRow tiny = measured.get(0);
        assertThat(tiny.failure()).isEmpty();
        Outcome.Measured ours = tiny.ours().measured().orElseThrow();
        assertThat(ours.wall().all()).hasSize(4).allMatch(seconds -> seconds > 0);
        assertThat(ours.result()).endsWith(" components");
        Outcome.Measured peer = tiny.peer().orElseThrow().measured().orElseThrow();
        assertThat(peer.wall().all()).containsExactly(0.5, 0.5);
        assertThat(tiny.time().orElseThrow().share()).isEqualTo(ours.wall().minimum() / 0.5);
        assertThat(tiny.time().orElseThrow().reached()).hasValue(true);
    }

    @Test
    void preprocessingAndExportRunInChildJvms() throws IOException, InterruptedException {
        data.make(TINY);
        String image = data.image(TINY).toString();
        String labels = data.labels(TINY).toString();
        List<Row> rows = List.of(
                row("preprocess", task("preprocess", "seed", image, labels)),
                row("export", task("export", "seed", labels, "3")));

        List<ReportedRow> measured = new Bench(bench, Optional.empty(), 1).run(rows, new Heard());

        assertThat(measured).allMatch(row -> row.failure().isEmpty());
        assertThat(result(measured.get(0))).startsWith("222 x 222 x 67, mean ").endsWith(" places of labels");
        assertThat(result(measured.get(1))).isEqualTo("40 x 40 x 24 from 3 scores of 222 x 222 x 67, 37 MiB");
        assertThat(measured.get(0).peerName()).hasValue("peer");
        assertThat(measured.get(0).peer()).isEmpty();
    }

    @Test
    void aRowThatFailsSaysWhyAndStopsNoOther() throws IOException, InterruptedException {
        data.make(TINY);
        List<Row> rows = List.of(
                row("missing", task("read", folder.resolve("missing.nii.gz").toString())),
                row("unknown", task("juggle")),
                row("launcher", new Work.WholeProcess(List.of("read"))),
                row("sound", task("read", data.image(TINY).toString())));

        List<ReportedRow> measured =
                new Bench(bench, Optional.of(peers("echo gone >&2; exit 4")), 2).run(rows, new Heard());

        assertThat(measured.get(0).failure().orElseThrow()).contains("missing.nii.gz", "a NIfTI file");
        assertThat(measured.get(1).failure().orElseThrow()).contains("no task is called juggle", "preprocess");
        assertThat(measured.get(2).failure().orElseThrow()).contains("cannot run", "launcher");
        assertThat(measured.get(3).ours().measured()).isPresent();
        assertThat(measured.get(3).failure()).hasValue("peer: exit code 4: gone");
        assertThat(measured.get(3).time()).isEmpty();
    }

    @Test
    void aWholeProcessIsMeasuredFromOutsideAndToldItsProcessors() throws IOException, InterruptedException {
        program("launcher", "echo \"$1 /some/folder/b.npy $BACTRIAN_JAVA_OPTIONS\"");

        ReportedRow row = new Bench(bench, Optional.empty(), 1)
                .run(List.of(row("process", new Work.WholeProcess(List.of("segment")))), new Heard())
                .get(0);

        assertThat(result(row)).startsWith("segment b.npy").endsWith("-XX:ActiveProcessorCount=1");
    }

    @Test
    void aProcessThatTakesTooLongIsEnded() throws IOException, InterruptedException {
        program("launcher", "exec sleep 60");
        Workbench hurried = new Workbench(1, folder.resolve("launcher"), Duration.ofMillis(50));

        ReportedRow row = new Bench(hurried, Optional.empty(), 1)
                .run(List.of(row("slow", new Work.WholeProcess(List.of()))), new Heard())
                .get(0);

        assertThat(row.failure().orElseThrow()).contains("ended after the limit");
    }

    @Test
    void theVolumesAreThoseTheirGridsPromise() throws IOException {
        data.make(TINY);

        assertThat(data.isComplete(TINY)).isTrue();
        assertThat(NiftiReader.read(data.image(TINY)).volume().geometry().size())
                .isEqualTo(TINY.size());
        assertThat(NiftiReader.readLabels(data.labels(TINY)).map().largest()).isEqualTo(2);
        assertThat(NiftiReader.readLabels(data.moved(TINY)).map().at(21, 21, 13))
                .isEqualTo(NiftiReader.readLabels(data.labels(TINY)).map().at(20, 20, 12));
    }

    @Test
    void rowsAreChosenByIdOrByHowTheyBegin() {
        Rows rows = Rows.of(new BenchFiles(data, folder));

        assertThat(rows.select(List.of())).isEqualTo(rows.all());
        assertThat(rows.select(List.of("read-c", "kernel-spline-*")))
                .extracting(Row::id)
                .containsExactly("read-c", "kernel-spline-x", "kernel-spline-y", "kernel-spline-z");
        assertThat(rows.all()).extracting(Row::id).doesNotHaveDuplicates();
        assertThatThrownBy(() -> rows.select(List.of("read-c", "read-d", "x*")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("read-d or x*", "preprocess-seed-a");
    }

    @Test
    void everyKernelRowNamesABenchmark() throws ClassNotFoundException {
        for (Row row : Rows.of(new BenchFiles(data, folder)).select(List.of("kernel-*"))) {
            String[] name = ((Work.Kernel) row.ours()).name().split("\\.", 2);
            Class<?> kernel = Class.forName(KernelRun.class.getPackageName() + "." + name[0]);

            assertThat(kernel.getMethods())
                    .filteredOn(method -> method.isAnnotationPresent(Benchmark.class))
                    .extracting(Method::getName)
                    .contains(name[1]);
        }
    }

    private static String result(ReportedRow row) {
        return row.ours().measured().orElseThrow().result();
    }

    private static Work task(String... words) {
        return new Work.InOneJvm(List.of(words), new Repeats(1, 2));
    }

    private static Row row(String id, Work work) {
        return new Row(
                id,
                Row.Section.STEPS,
                "does " + id,
                Optional.empty(),
                work,
                Optional.of(PeerScript.part("peer", "components", "peer.sh")),
                Row.Target.time(1));
    }

    /** Peers whose Python is a shell. */
    private Peers peers(String script) throws IOException {
        Files.writeString(folder.resolve("peer.sh"), script);
        return new Peers(folder, Path.of("/bin/sh"));
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n%s\n".formatted(script));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
