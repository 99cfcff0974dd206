package org.bactrian.cli.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bactrian.app.StoreConfig;
import org.bactrian.cli.Run;
import org.bactrian.cli.Scans;
import org.bactrian.cli.TinyModel;
import org.bactrian.cli.terminal.ExitCode;
import org.bactrian.embedded.ChildJvm;
import org.bactrian.embedded.EmbeddedServers;
import org.bactrian.nifti.NiftiReader;
import org.bactrian.store.ObjectKey;
import org.bactrian.store.ObjectStore;
import org.bactrian.store.s3.S3Config;
import org.bactrian.store.s3.S3ObjectStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scans that lie in an object store, from the command line. */
class StoredInputsTest {

    private static final String BUCKET = "scans";

    private static ChildJvm server;

    private final Path folder;
    private final Path work;

    StoredInputsTest(@TempDir Path folder) {
        this.folder = folder;
        this.work = folder.resolve("work");
    }

    @BeforeAll
    static void startServer(@TempDir Path data) throws IOException {
        EmbeddedServers servers = EmbeddedServers.atHome();
        if (!servers.areBuilt()) {
            Assumptions.abort("the embedded servers are not built in " + servers.home() + ": mvn package");
        }
        server = servers.s3(data, 0, "bactrian", StoreConfig.EMBEDDED_SECRET_KEY);
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void upload() {
        Path scan = Scans.image(folder.resolve("ct.nii.gz"), Scans.grid(24, 20, 10));
        S3Config config =
                new S3Config(URI.create(server.address()), "us-east-1", "bactrian", StoreConfig.EMBEDDED_SECRET_KEY);
        try (ObjectStore store = new S3ObjectStore(config)) {
            store.createBucket(BUCKET);
            store.upload(new ObjectKey(BUCKET, "ct.nii.gz"), scan, "application/gzip");
            store.upload(new ObjectKey(BUCKET, "case_00042/imaging.nii.gz"), scan, "application/gzip");
            store.put(new ObjectKey(BUCKET, "half.nii.gz"), new byte[100], "application/gzip");
        }
    }

    @Test
    void objectsAreSegmentedAsFilesAre() throws IOException {
        String model = TinyModel.in(folder).toString();
        Path local = folder.resolve("local.nii.gz");
        Path out = folder.resolve("out");

        Run run = withConfig(
                "segment",
                "--model",
                model,
                "s3://scans/ct.nii.gz",
                "s3://scans/case_00042/imaging.nii.gz",
                "--out",
                out.toString(),
                "--json");
        Run.of("segment", "--model", model, folder.resolve("ct.nii.gz").toString(), "--out", local.toString());

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
        for (String name : List.of("ct", "case_00042")) {
            assertThat(NiftiReader.readLabels(out.resolve(name + ".nii.gz"))
                            .map()
                            .bytes())
                    .isEqualTo(NiftiReader.readLabels(local).map().bytes());
        }
        JsonNode report = new ObjectMapper().readTree(run.out());
        assertThat(report.at("/cases/0/seconds/fetch").asDouble()).isPositive();
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void otherVerbsTakeThemToo() {
        Run inspected = withConfig("inspect", "s3://scans/ct.nii.gz");
        Run resampled = withConfig(
                "resample",
                "s3://scans/ct.nii.gz",
                "--spacing",
                "3,3,4",
                "--out",
                folder.resolve("small.nii.gz").toString());
        Run prepared = withConfig(
                "preprocess",
                "--model",
                model(),
                "s3://scans/ct.nii.gz",
                "--out",
                folder.resolve("ct.npy").toString());

        assertThat(inspected.out()).contains("file         ct.nii.gz", "24 x 20 x 10");
        assertThat(resampled.exitCode()).as(resampled.err()).isEqualTo(ExitCode.DONE);
        assertThat(prepared.exitCode()).as(prepared.err()).isEqualTo(ExitCode.DONE);
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void aMissingObjectIsNamedBeforeAnythingRuns() {
        Run run = segment("s3://scans/none.nii.gz");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err().lines().toList())
                .containsExactly(
                        "bactrian segment: there is no object s3://scans/none.nii.gz", "see 'bactrian segment --help'");
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void wrongCredentialsAreToldInOneLineWithoutTheSecret() throws IOException {
        configure("store: {endpoint: '%s', accessKey: dromedary}".formatted(server.address()));

        Run run = segment("s3://scans/ct.nii.gz");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err())
                .contains("refuses the credentials of 'dromedary'", "store.accessKey, BACTRIAN_STORE_SECRET_KEY")
                .doesNotContain(StoreConfig.EMBEDDED_SECRET_KEY, "\tat ");
        assertThat(run.err().lines()).hasSize(2);
    }

    @Test
    void aStoreThatIsAwayIsNamed() throws IOException {
        configure("store: {endpoint: 'http://localhost:1'}");

        Run run = segment("s3://scans/ct.nii.gz");

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("s3://scans/ct.nii.gz").doesNotContain("\tat ");
        assertThat(run.err().lines()).hasSize(1);
    }

    @Test
    void anObjectThatIsNoScanFailsAloneAndLeavesNoFile() {
        Run run = segment("s3://scans/half.nii.gz", "s3://scans/ct.nii.gz");

        assertThat(run.exitCode()).isEqualTo(ExitCode.SOME_CASES_FAILED);
        assertThat(run.err()).contains("half: failed in stage read: half.nii.gz");
        assertThat(folder.resolve("out/ct.nii.gz")).exists();
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void aConfigurationThatIsBadIsOnlyReadWhereAnObjectIsNamed() throws IOException {
        configure("storage: {}");

        Run local = segment(folder.resolve("ct.nii.gz").toString());
        Run remote = segment("s3://scans/ct.nii.gz");

        assertThat(local.exitCode()).as(local.err()).isEqualTo(ExitCode.DONE);
        assertThat(remote.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(remote.err()).contains("no setting is named storage");
    }

    private Run segment(String... inputs) {
        List<String> all = new ArrayList<>(List.of("segment", "--model", model(), "--quiet"));
        all.addAll(List.of(inputs));
        all.addAll(List.of("--out", folder.resolve("out").toString()));
        return withConfig(all.toArray(String[]::new));
    }

    private String model() {
        try {
            return TinyModel.in(folder).toString();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private Run withConfig(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--config", configFile().toString()));
        return Run.of(all.toArray(String[]::new));
    }

    private Path configFile() {
        Path file = folder.resolve("bactrian.yaml");
        if (Files.notExists(file)) {
            configure("store: {endpoint: '%s'}".formatted(server.address()));
        }
        return file;
    }

    private void configure(String settings) {
        String text = "%s%nwork: {root: '%s'}%n".formatted(settings, work);
        FileNames.write(folder.resolve("bactrian.yaml"), text.getBytes(StandardCharsets.UTF_8));
    }
}
