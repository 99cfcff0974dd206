package org.bactrian.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bactrian.event.CaseEvent;
import org.bactrian.event.CaseEvent.Failed;
import org.bactrian.event.CaseEvent.Segmented;
import org.bactrian.event.DeadLetter;
import org.bactrian.event.FailureReason;
import org.bactrian.nifti.NiftiReader;
import org.bactrian.route.Redrive;
import org.bactrian.stage.StageSpec;
import org.bactrian.store.ObjectKey;
import org.bactrian.store.ObjectPrefix;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Whole workers on a real broker and a real object store, which are killed where the test says so. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkerIT {

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
    void aSubmittedCaseIsSegmentedAndASecondSubmissionIsAnsweredWithTheSameResult(@TempDir Path folder)
            throws Exception {
        try (TestWard ward = new TestWard(servers, "whole", folder)) {
            ward.startWorker();
            ward.submit("e1", "case_1");
            ward.submit("e2", "case_1");

            List<CaseEvent> results = ward.topics.await(heard -> heard.size() == 2);

            Segmented first = (Segmented) results.get(0);
            Segmented second = (Segmented) results.get(1);
            assertThat(first.eventId()).isEqualTo("e1");
            assertThat(first.reused()).isFalse();
            assertThat(second.eventId()).isEqualTo("e2");
            assertThat(second.reused()).isTrue();
            assertThat(second.result()).isEqualTo(first.result());
            Path labels = folder.resolve("labels.nii.gz");
            ward.store.download(first.labels(), labels);
            assertThat(NiftiReader.readLabels(labels).map().geometry())
                    .isEqualTo(NiftiReader.readHeader(ward.scan()).geometry());
            assertThat(manifests(ward, "case_1")).hasSize(1);
            assertThat(ward.get("/metrics").body())
                    .contains("bactrian_cases_total{outcome=\"segmented\"} 1.0")
                    .contains("bactrian_cases_total{outcome=\"reused\"} 1.0")
                    .contains("bactrian_stage_seconds_count{stage=\"resample\"} 1")
                    .contains("jvm_memory_used_bytes");
            assertThat(ward.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(ward.get("/health/ready").body()).contains("\"UP\"");
            ward.topics.listenUntil(() -> metrics(ward).contains("bactrian_queue_lag{topic=\"whole-cases\"} 0.0"));
        }
    }

    @Test
    void badMessagesAndBadCasesAreGivenUpWithTheirReasonAndTheNextCaseGoesOn(@TempDir Path folder) throws Exception {
        try (TestWard ward = new TestWard(servers, "bad", folder)) {
            ward.startWorker();
            String cases = ward.config().kafka().topics().cases();
            ObjectKey text = new ObjectKey("scans", "text/ct.nii.gz");
            ward.store.put(text, "no NIfTI".getBytes(StandardCharsets.UTF_8), "text/plain");
            ward.topics.send(cases, "x", "{poison");
            ward.topics.send(cases, "x", "{\"a\":".repeat(3000));
            ward.topics.send(cases, "x", "{\"schema\":\"bactrian.case/1\",\"type\":\"submitted\"}");
            ward.submit("e3", "missing", new ObjectKey("scans", "nowhere.nii.gz"));
            ward.submit("e4", "text", text);
            ward.submit("e5", "good");

            ward.topics.listenUntil(() -> ward.topics.deadLetters().size() == 5
                    && ward.topics.results().size() == 3);

            assertThat(ward.topics.deadLetters())
                    .extracting(TestTopics::letter)
                    .extracting(DeadLetter::reason)
                    .containsExactlyInAnyOrder(
                            FailureReason.BAD_MESSAGE,
                            FailureReason.BAD_MESSAGE,
                            FailureReason.BAD_MESSAGE,
                            FailureReason.MISSING_OBJECT,
                            FailureReason.BAD_CASE);
            assertThat(ward.topics.deadLetters()).anySatisfy(record -> {
                assertThat(record.value()).isEqualTo("{poison");
                assertThat(record.key()).isEqualTo("x");
            });
            assertThat(ward.topics.results())
                    .filteredOn(Failed.class::isInstance)
                    .extracting(CaseEvent::caseId)
                    .containsExactlyInAnyOrder("missing", "text");
            assertThat(ward.topics.results())
                    .filteredOn(Segmented.class::isInstance)
                    .extracting(CaseEvent::caseId)
                    .containsExactly("good");
        }
    }

    @Test
    void aWorkerKilledInTheMiddleOfACaseLeavesItToTheNextOne(@TempDir Path folder) throws Exception {
        try (TestWard ward = new TestWard(servers, "kill", folder, hold(folder))) {
            Process first = ward.workerProcess();
            ward.submit("e1", "case_1");
            HoldStage.await(folder.resolve("entered"));

            first.destroyForcibly().waitFor();
            Files.createFile(folder.resolve("release"));
            Process second = ward.workerProcess();
            try {
                List<CaseEvent> results = ward.topics.await(heard -> !heard.isEmpty());

                assertThat(results).hasSize(1);
                assertThat(((Segmented) results.get(0)).reused()).isFalse();
                assertThat(manifests(ward, "case_1")).hasSize(1);
                assertThat(ward.topics.deadLetters()).isEmpty();
            } finally {
                second.destroy();
            }
            assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(folder.resolve("work")).isEmptyDirectory();
        }
    }

    @Test
    void stoppingFinishesTheCaseInHand(@TempDir Path folder) throws Exception {
        try (TestWard ward = new TestWard(servers, "drain", folder, hold(folder))) {
            Process worker = ward.workerProcess();
            ward.submit("e1", "case_1");
            HoldStage.await(folder.resolve("entered"));

            worker.destroy();
            Files.createFile(folder.resolve("release"));

            assertThat(worker.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(ward.topics.await(heard -> !heard.isEmpty())).hasSize(1);
        }
    }

    @Test
    void whileTheStoreIsAwayCasesWaitAndNoneIsGivenUp(@TempDir Path folder) throws Exception {
        try (TestWard ward = new TestWard(servers, "store", folder, hold(folder))) {
            ward.startWorker();
            ward.submit("e1", "case_1");
            ward.submit("e2", "case_2");
            HoldStage.await(folder.resolve("entered"));

            servers.killStore();
            Files.createFile(folder.resolve("release"));
            ward.topics.listenUntil(() -> isPaused(ward));

            assertThat(ward.get("/health/ready").statusCode()).isEqualTo(503);
            assertThat(ward.get("/health/live").statusCode()).isEqualTo(200);
            servers.restartStore();
            List<CaseEvent> results = ward.topics.await(heard -> heard.size() == 2);
            assertThat(results).hasOnlyElementsOfType(Segmented.class);
            assertThat(ward.topics.deadLetters()).isEmpty();
            assertThat(isPaused(ward)).isFalse();
            assertThat(ward.get("/health/ready").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whileTheBrokerIsAwayACaseWaitsToBeAnnounced(@TempDir Path folder) throws Exception {
        try (TestWard ward = new TestWard(servers, "broker", folder, hold(folder))) {
            ward.missTheBrokerSoon();
            ward.startWorker();
            ward.submit("e1", "case_1");
            HoldStage.await(folder.resolve("entered"));

            servers.killKafka();
            Files.createFile(folder.resolve("release"));
            ward.topics.listenUntil(
                    () -> isPaused(ward) && !manifests(ward, "case_1").isEmpty());

            assertThat(manifests(ward, "case_1")).hasSize(1);
            assertThat(ward.get("/health/ready").statusCode()).isEqualTo(503);
            servers.restartKafka();
            List<CaseEvent> results = ward.topics.await(heard -> !heard.isEmpty());
            assertThat(results).extracting(CaseEvent::caseId).containsOnly("case_1");
            ward.submit("e2", "case_2");
            assertThat(ward.topics.await(heard ->
                            heard.stream().anyMatch(event -> event.eventId().equals("e2"))))
                    .hasOnlyElementsOfType(Segmented.class);
            assertThat(ward.topics.deadLetters()).isEmpty();
        }
    }

    @Test
    void stoppingWhileTheBrokerIsAwayEndsTheWaitAndLeavesTheCaseToTheNextWorker(@TempDir Path folder) throws Exception {
        try (TestWard ward = new TestWard(servers, "away", folder, hold(folder))) {
            ward.missTheBrokerSoon();
            Process worker = ward.workerProcess();
            ward.submit("e1", "case_1");
            HoldStage.await(folder.resolve("entered"));

            servers.killKafka();
            try {
                Files.createFile(folder.resolve("release"));
                ward.topics.listenUntil(() -> isPaused(ward));
                worker.destroy();

                assertThat(worker.waitFor(60, TimeUnit.SECONDS)).isTrue();
            } finally {
                worker.destroyForcibly();
                servers.restartKafka();
            }
            ward.startWorker();
            List<CaseEvent> results = ward.topics.await(heard -> !heard.isEmpty());
            assertThat(results).extracting(CaseEvent::caseId).containsOnly("case_1");
            assertThat(((Segmented) results.get(0)).reused()).isTrue();
            assertThat(ward.topics.deadLetters()).isEmpty();
        }
    }

    @Test
    void aDeadLetterIsDrivenAgainOnceItsReasonIsGone(@TempDir Path folder) throws Exception {
        try (TestWard ward = new TestWard(servers, "redrive", folder)) {
            ward.startWorker();
            KafkaConfig kafka = ward.config().kafka();
            Redrive redrive =
                    new Redrive(kafka.clientProperties(), kafka.topics().names());
            ObjectKey late = new ObjectKey("scans", "late/ct.nii.gz");
            ward.submit("e1", "late", late);
            ward.submit("e2", "never", new ObjectKey("scans", "never/ct.nii.gz"));
            ward.topics.listenUntil(() -> ward.topics.deadLetters().size() == 2);
            Redrive.Filter filter = new Redrive.Filter(
                    Optional.empty(), Optional.of("late"), Optional.of(FailureReason.MISSING_OBJECT));

            List<Redrive.Letter> meant = redrive.run(filter, true).driven();
            List<Redrive.Letter> again = redrive.run(filter, false).driven();
            ward.topics.listenUntil(() -> ward.topics.results().size() == 3);
            ward.upload(late);
            List<Redrive.Letter> third = redrive.run(filter, false).driven();

            assertThat(meant).extracting(Redrive.Letter::id).containsExactly("late");
            assertThat(again).isEqualTo(meant);
            assertThat(third).hasSize(1);
            assertThat(third.get(0).why().attempts()).isEqualTo(2);
            assertThat(ward.topics.await(heard -> heard.size() == 4).get(3)).isInstanceOf(Segmented.class);
            assertThat(redrive.run(filter, false).driven()).isEmpty();
            assertThat(redrive.run(Redrive.Filter.ALL, true).driven())
                    .extracting(Redrive.Letter::id)
                    .containsExactly("never");
        }
    }

    @Test
    void aMessageTooLargeForTheDeadLettersLosesItsBodyAndHoldsUpNeitherTheNextCaseNorARedrive(@TempDir Path folder)
            throws Exception {
        try (TestWard ward = new TestWard(servers, "large", folder)) {
            ward.startWorker();
            KafkaConfig kafka = ward.config().kafka();
            ward.topics.sendPacked(kafka.topics().cases(), "junk", "{" + "x".repeat(3_000_000));
            ward.topics.sendPacked(kafka.topics().cases(), "packed", "{" + "x".repeat(1_500_000));
            ward.topics.listenUntil(() -> ward.topics.deadLetters().size() == 2);
            ward.submit("e3", "missing", new ObjectKey("scans", "large/nowhere.nii.gz"));
            ward.submit("e4", "good");

            ward.topics.listenUntil(() -> ward.topics.deadLetters().size() == 3
                    && ward.topics.results().stream().anyMatch(Segmented.class::isInstance));
            Redrive.Outcome outcome =
                    new Redrive(kafka.clientProperties(), kafka.topics().names()).run(Redrive.Filter.ALL, false);

            assertThat(ward.topics.deadLetters())
                    .filteredOn(record -> record.key().equals("junk"))
                    .singleElement()
                    .satisfies(record -> {
                        assertThat(record.value()).isNull();
                        assertThat(TestTopics.letter(record).reason()).isEqualTo(FailureReason.BAD_MESSAGE);
                    });
            assertThat(outcome.stuck()).singleElement().satisfies(stuck -> {
                assertThat(stuck.letter().id()).isEqualTo("junk");
                assertThat(stuck.cause()).isEqualTo("its body is left out, it has 3000001 bytes");
            });
            assertThat(outcome.driven()).extracting(Redrive.Letter::id).containsExactly("packed", "missing");
        }
    }

    @Test
    void anObjectThatTheStoreAloneCannotReadHoldsUpNoOtherCase(@TempDir Path folder) throws Exception {
        try (TestWard ward = new TestWard(servers, "unreadable", folder)) {
            ward.startWorker();
            ward.submit("e1", "long", new ObjectKey("scans", "x".repeat(300) + ".nii.gz"));
            ward.topics.listenUntil(() -> ward.topics.deadLetters().size() == 1);
            ward.submit("e2", "good");

            List<CaseEvent> results = ward.topics.await(heard -> heard.size() == 2);

            assertThat(((Failed) results.get(0)).reason()).isEqualTo(FailureReason.BAD_CASE);
            assertThat(((Failed) results.get(0)).message()).contains("the store answers otherwise");
            assertThat(results.get(1)).isInstanceOf(Segmented.class);
        }
    }

    @Test
    void wrongCredentialsAreToldInOneLine(@TempDir Path folder) throws Exception {
        try (TestWard ward = new TestWard(servers, "credentials", folder)) {
            ward.environment.put("BACTRIAN_STORE_SECRET_KEY", "wrong");

            assertThat(Preflight.of(ward.config()))
                    .filteredOn(finding -> !finding.ok())
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.subject()).isEqualTo("store");
                        assertThat(finding.line())
                                .contains("refuses the credentials of 'bactrian'")
                                .contains("BACTRIAN_STORE_SECRET_KEY")
                                .doesNotContain("wrong")
                                .doesNotContain("\n");
                    });
        }
    }

    private static StageSpec hold(Path folder) {
        return new StageSpec("hold", Map.of("folder", folder.toString()));
    }

    private static List<ObjectKey> manifests(TestWard ward, String caseId) {
        return ward.store.list(new ObjectPrefix(ward.config().store().buckets().results(), caseId + "/")).stream()
                .filter(key -> key.name().equals("result.json"))
                .toList();
    }

    private static boolean isPaused(TestWard ward) {
        return metrics(ward).contains("bactrian_paused 1.0");
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
}
