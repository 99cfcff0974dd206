package org.bactrian.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bactrian.event.CaseEvent;
import org.bactrian.event.CaseEvent.Segmented;
import org.bactrian.stage.StageSpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Workers of several consumers, on a real broker and a real object store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeveralConsumersIT {

    private TestServers servers;

    @BeforeAll
    void start() throws IOException {
        servers = TestServers.start();
    }

    @AfterAll
    void stop() throws IOException {
        if (servers != null) {
            servers.close();
        }
    }

    @Test
    void aCaseForWhichMemoryRunsOutBesideAnotherIsTriedAgainOnceItIsAlone(@TempDir Path folder) throws Exception {
        try (TestWard ward = new TestWard(servers, "memory", folder, hungry(folder))) {
            ward.environment.put("BACTRIAN_KAFKA_CONSUMERS", "2");
            Process worker = ward.workerProcess();
            try {
                for (int i = 0; i < 8; i++) {
                    ward.submit("e" + i, "case_" + i);
                }

                List<CaseEvent> results = ward.topics.await(heard -> heard.size() == 8);

                assertThat(results).hasOnlyElementsOfType(Segmented.class);
                assertThat(ward.topics.deadLetters()).isEmpty();
                assertThat(folder.resolve("ran-out")).exists();
                assertThat(metrics(ward)).containsPattern("bactrian_cases_alone_total [1-9]");
            } finally {
                worker.destroy();
            }
            assertThat(worker.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aCaseThatWaitsToBeAloneIsLeftToTheNextWorkerWhenThisOneStops(@TempDir Path folder) throws Exception {
        try (TestWard ward = new TestWard(servers, "leave", folder, hungry(folder), hold(folder))) {
            ward.environment.put("BACTRIAN_KAFKA_CONSUMERS", "2");
            Process worker = ward.workerProcess();
            try {
                for (int i = 0; i < 6; i++) {
                    ward.submit("e" + i, "case_" + i);
                }
                HoldStage.await(folder.resolve("ran-out"));
                ward.topics.listenUntil(() -> metrics(ward).contains("bactrian_cases_alone_total 1.0"));

                worker.destroy();
                ward.topics.listenUntil(() -> !isReady(ward));
                Files.createFile(folder.resolve("release"));

                assertThat(worker.waitFor(60, TimeUnit.SECONDS)).isTrue();
            } finally {
                worker.destroyForcibly();
            }
            assertThat(answered(ward.topics.results())).isLessThan(6);
            ward.startWorker();
            List<CaseEvent> results = ward.topics.await(heard -> answered(heard) == 6);
            assertThat(results).hasOnlyElementsOfType(Segmented.class);
            assertThat(ward.topics.deadLetters()).isEmpty();
        }
    }

    @Test
    void consumersWithoutAPartitionAreTold(@TempDir Path folder) throws Exception {
        try (TestWard ward = new TestWard(servers, "idle", folder)) {
            ward.environment.put("BACTRIAN_KAFKA_CONSUMERS", "5");
            String idle = "idle-cases has 2 partitions, so that 3 of 5 kafka.consumers have nothing to do";

            for (int again = 0; again < 2; again++) {
                assertThat(Preflight.of(ward.config()))
                        .filteredOn(finding -> finding.subject().equals("kafka"))
                        .singleElement()
                        .satisfies(finding -> {
                            assertThat(finding.ok()).isTrue();
                            assertThat(finding.line()).endsWith(idle);
                        });
            }
        }
    }

    /** One that does not answer any more is not. */
    private static boolean isReady(TestWard ward) {
        try {
            return ward.get("/health/ready").statusCode() == 200;
        } catch (IOException gone) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    private static long answered(List<CaseEvent> results) {
        return results.stream().map(CaseEvent::eventId).distinct().count();
    }

    private static String metrics(TestWard ward) {
        try {
            return ward.get("/metrics").body();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    /** Takes more than half of the half gigabyte of a worker. */
    private static StageSpec hungry(Path folder) {
        return new StageSpec("hungry", Map.of("folder", folder.toString(), "mebibytes", 300));
    }

    private static StageSpec hold(Path folder) {
        return new StageSpec("hold", Map.of("folder", folder.toString()));
    }
}
