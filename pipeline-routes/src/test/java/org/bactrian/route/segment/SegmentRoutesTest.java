package org.bactrian.route.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bactrian.route.RouteStage.letter;
import static org.bactrian.route.RouteStage.message;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.component.kafka.KafkaConstants;
import org.bactrian.event.CaseEvent;
import org.bactrian.event.CaseEvent.Segmented;
import org.bactrian.event.Confidence;
import org.bactrian.event.EventJson;
import org.bactrian.event.Quantity;
import org.bactrian.nifti.NiftiReader;
import org.bactrian.nifti.NiftiWriter;
import org.bactrian.route.RouteStage;
import org.bactrian.store.ObjectKey;
import org.bactrian.store.ObjectPrefix;
import org.bactrian.store.directory.DirectoryObjectStore;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Spacing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SegmentRoutesTest {

    private final Path folder;
    private final DirectoryObjectStore store;
    private final RouteStage stage;

    SegmentRoutesTest(@TempDir Path folder) {
        this.folder = folder;
        store = new DirectoryObjectStore(folder.resolve("store"));
        stage = new RouteStage(store, folder.resolve("work"));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aSubmittedCaseIsSegmentedStoredAndAnnounced() throws Exception {
        stage.start();

        stage.deliver(message("e1", "case_1", stage.scan("case_1/ct.nii.gz")));

        assertThat(stage.announced()).hasSize(1);
        Segmented segmented = (Segmented) stage.announced().get(0);
        assertThat(segmented.eventId()).isEqualTo("e1");
        assertThat(segmented.reused()).isFalse();
        assertThat(segmented.measurements()).contains(new Quantity("kidney_volume", 3.5, "ml"));
        assertThat(segmented.seconds()).containsOnlyKeys("fetch", "preprocess", "segment", "postprocess");
        Confidence confidence = segmented.confidence().orElseThrow();
        assertThat(confidence.review()).isTrue();
        assertThat(confidence.entropy()).contains(0.125);
        assertThat(confidence.agreement()).containsExactly(Map.entry("kidney", 0.5));
        assertThat(confidence.reasons()).extracting(Confidence.Reason::kind).containsExactly("volume", "disagreement");
        assertThat(confidence.coverage()).contains(new Confidence.Coverage(12, 96, Optional.empty()));
        assertThat(stage.results().getExchanges().get(0).getMessage().getHeaders())
                .containsOnlyKeys(KafkaConstants.KEY)
                .containsValue("case_1");
        assertThat(segmented.pictures()).hasSize(1).allSatisfy(picture -> assertThat(store.read(picture, 1 << 20))
                .startsWith(0x89, 'P', 'N', 'G'));
        assertThat(stage.commits).hasValue(1);
        Path labels = folder.resolve("labels.nii.gz");
        store.download(segmented.labels(), labels);
        assertThat(NiftiReader.readLabels(labels).map().bytes())
                .containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1);
        String manifest = new String(store.read(segmented.result(), 10_000), StandardCharsets.UTF_8);
        assertThat(EventJson.readCase(manifest)).isEqualTo(segmented);
    }

    @Test
    void theSameCaseAgainIsAnnouncedAgainAndNotComputed() throws Exception {
        stage.start();
        ObjectKey scan = stage.scan("case_1/ct.nii.gz");

        stage.deliver(message("e1", "case_1", scan));
        stage.deliver(message("e2", "case_1", scan));

        assertThat(stage.computed).hasValue(1);
        assertThat(stage.announced()).extracting(CaseEvent::eventId).containsExactly("e1", "e2");
        Segmented again = (Segmented) stage.announced().get(1);
        assertThat(again.reused()).isTrue();
        assertThat(again.labels()).isEqualTo(((Segmented) stage.announced().get(0)).labels());
        assertThat(stage.commits).hasValue(2);
        assertThat(store.list(new ObjectPrefix("results", "")))
                .filteredOn(key -> key.name().equals("result.json"))
                .hasSize(1);
    }

    @Test
    void aCaseLeavesNoFiles() throws Exception {
        stage.start();

        stage.deliver(message("e1", "case_1", stage.scan("case_1/ct.nii.gz")));
        stage.deliver(message("e2", "case_2", stage.text("case_2/ct.nii.gz", "no NIfTI")));

        try (var files = Files.walk(stage.workFolder)) {
            assertThat(files.filter(Files::isRegularFile))
                    .extracting(file -> file.getFileName().toString())
                    .containsExactly("lock");
        }
    }

    @Test
    void aKnownTruthIsComparedWith() throws Exception {
        stage.start();
        ObjectKey scan = stage.scan("case_1/ct.nii.gz");
        ObjectKey truth = stage.labels("case_1/truth.nii.gz", 21, 22);

        stage.deliver(message("e1", "case_1", Optional.of(truth), scan));

        Segmented segmented = (Segmented) stage.announced().get(0);
        assertThat(segmented.measurements()).contains(new Quantity("dice_kidney", 0.8, "1"));
    }

    @Test
    void aTruthThatCameLaterOrWasCorrectedIsComparedWith() throws Exception {
        stage.start();
        ObjectKey scan = stage.scan("case_1/ct.nii.gz");
        stage.deliver(message("e1", "case_1", scan));

        Optional<ObjectKey> truth = Optional.of(stage.labels("case_1/truth.nii.gz", 21, 22));
        stage.deliver(message("e2", "case_1", truth, scan));
        stage.deliver(message("e3", "case_1", truth, scan));
        stage.labels("case_1/truth.nii.gz", 21, 22, 23);
        stage.deliver(message("e4", "case_1", truth, scan));
        stage.deliver(message("e5", "case_1", scan));

        assertThat(stage.announced())
                .map(Segmented.class::cast)
                .extracting(Segmented::reused)
                .containsExactly(false, false, true, false, true);
        assertThat(stage.announced()).map(SegmentRoutesTest::dice).containsExactly(-1.0, 0.8, 0.8, 1.0, -1.0);
    }

    /** The Dice of a result; -1 where it tells none. */
    private static double dice(CaseEvent event) {
        return ((Segmented) event)
                .measurements().stream()
                        .filter(measured -> measured.name().equals("dice_kidney"))
                        .mapToDouble(Quantity::value)
                        .findFirst()
                        .orElse(-1);
    }

    @Test
    void aTruthOnAnotherGridIsRefusedBeforeAnythingIsComputed() throws Exception {
        stage.start();
        ObjectKey truth = new ObjectKey("scans", "case_1/truth.nii.gz");
        Path file = folder.resolve("truth.nii.gz");
        NiftiWriter.write(file, LabelMap.of(Geometry.of(new Index3(2, 2, 2), new Spacing(1, 1, 1)), new byte[8]));
        store.upload(truth, file, "application/gzip");

        stage.deliver(message("e1", "case_1", Optional.of(truth), stage.scan("case_1/ct.nii.gz")));

        assertThat(letter(stage.onlyDeadLetter()).message())
                .contains("truth.nii.gz: grid is size 2 x 2 x 2")
                .contains("expected the grid of the scan, size ");
        assertThat(stage.computed).hasValue(0);
    }

    @Test
    void ofTwoWorkersThatRaceOneResultStandsAndBothAnnounceIt() throws Exception {
        ObjectKey scan = stage.scan("case_1/ct.nii.gz");
        AtomicInteger runs = new AtomicInteger();
        stage.start(stage.model(image -> {
            if (runs.getAndIncrement() == 0) {
                stage.deliver(message("e2", "case_1", scan));
            }
            return stage.threshold(image);
        }));

        stage.deliver(message("e1", "case_1", scan));

        assertThat(runs).hasValue(2);
        assertThat(stage.announced()).extracting(CaseEvent::eventId).containsExactly("e2", "e1");
        assertThat(stage.announced())
                .map(Segmented.class::cast)
                .extracting(Segmented::reused)
                .containsExactly(false, true);
    }

    @Test
    void casesAndFailuresAreCounted() throws Exception {
        stage.start();
        ObjectKey scan = stage.scan("case_1/ct.nii.gz");

        stage.deliver(message("e1", "case_1", scan));
        stage.deliver(message("e2", "case_1", scan));
        stage.deliver("{broken");

        assertThat(stage.count("bactrian.cases", "outcome", "segmented")).isEqualTo(1);
        assertThat(stage.count("bactrian.cases", "outcome", "reused")).isEqualTo(1);
        assertThat(stage.count("bactrian.cases", "outcome", "failed")).isEqualTo(1);
        assertThat(stage.count("bactrian.case.failures", "reason", "bad-message", "stage", "read"))
                .isEqualTo(1);
        assertThat(stage.registry.get("bactrian.cases.in.work").gauge().value()).isZero();
        assertThat(stage.registry
                        .get("bactrian.stage")
                        .tag("stage", "segment")
                        .timer()
                        .count())
                .isEqualTo(1);
    }
}
