package org.bactrian.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bactrian.store.ObjectKey;
import org.bactrian.store.ObjectPrefix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventJsonTest {

    private static final Instant NOW = Instant.parse("2026-01-31T08:00:00.25Z");
    private static final String DIGEST = "0123456789abcdef".repeat(4);
    private static final ObjectKey SCAN = new ObjectKey("scans", "case_00042/ct ü.nii.gz");
    private static final String SUBMITTED = """
            {"schema":"bactrian.case/1","type":"submitted","eventId":"9f2c","caseId":"case_00042",\
            "inputs":[{"bucket":"scans","key":"case_00042/ct ü.nii.gz"}],"time":"2026-01-31T08:00:00.250Z"}""";

    static List<CaseEvent> caseEvents() {
        return List.of(
                new CaseEvent.Submitted("9f2c", "case_00042", List.of(SCAN, SCAN), Optional.of(SCAN), NOW),
                new CaseEvent.Segmented(
                        "9f2c",
                        "case_00042",
                        DIGEST,
                        SCAN,
                        SCAN,
                        List.of(SCAN),
                        List.of(new Quantity("kidney_left_volume", 161.25, "ml")),
                        Optional.of(new Confidence(
                                true,
                                List.of(new Confidence.Reason("volume", "tumor has 3000.0 ml")),
                                Optional.of(0.0625),
                                Map.of("kidney", 0.97),
                                Map.of("kidney", 161.25),
                                Optional.of(new Confidence.Coverage(12, 96, Optional.empty())))),
                        seconds(),
                        true,
                        NOW),
                new CaseEvent.Failed("9f2c", "case_00042", "fetch", FailureReason.BAD_CASE, "ct: dim[1] is -5", NOW));
    }

    static List<TrainingEvent> trainingEvents() {
        return List.of(
                new TrainingEvent.Requested(
                        "t1", new ObjectPrefix("datasets", "kits/"), "quick", "all", 100, Long.MAX_VALUE, NOW),
                new TrainingEvent.EpochFinished(
                        "t1", 100, 100, 1e-5, -0.75, 0.5, Map.of("kidney", 1.0, "tumor", 0.0), 41.5, NOW),
                new TrainingEvent.Finished("t1", SCAN, DIGEST, 100, Map.of(), 0, NOW),
                new TrainingEvent.Failed("t1", FailureReason.MISSING_OBJECT, "no dataset.json", NOW));
    }

    @ParameterizedTest
    @MethodSource("caseEvents")
    void aCaseEventReadBackIsTheSame(CaseEvent event) {
        assertThat(EventJson.readCase(EventJson.write(event))).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("trainingEvents")
    void aTrainingEventReadBackIsTheSame(TrainingEvent event) {
        assertThat(EventJson.readTraining(EventJson.write(event))).isEqualTo(event);
    }

    @Test
    void writesSchemaAndTypeFirstAndLeavesOutWhatIsAbsent() {
        CaseEvent event = new CaseEvent.Submitted("9f2c", "case_00042", List.of(SCAN), Optional.empty(), NOW);

        String json = EventJson.write(event);

        assertThat(json).isEqualTo(SUBMITTED);
    }

    @Test
    void aResultOfAVersionThatToldNoConfidenceIsRead() {
        String json = EventJson.write(caseEvents().get(1));
        String older = json.replaceFirst("\"confidence\":\\{.*\\}(?=,\"seconds\")", "\"later\":1");

        CaseEvent.Segmented read = (CaseEvent.Segmented) EventJson.readCase(older);

        assertThat(older).isNotEqualTo(json);
        assertThat(read.confidence()).isEmpty();
        assertThat(read.caseId()).isEqualTo("case_00042");
    }

    @Test
    void aShareAboveOneIsRefused() {
        assertThatThrownBy(
                        () -> new Confidence(false, List.of(), Optional.of(1.5), Map.of(), Map.of(), Optional.empty()))
                .isInstanceOf(BadMessageException.class)
                .hasMessageContaining("entropy");
    }

    @Test
    void stagesKeepTheirOrder() {
        String json = EventJson.write(caseEvents().get(1));

        CaseEvent.Segmented read = (CaseEvent.Segmented) EventJson.readCase(json);

        assertThat(read.seconds().keySet()).containsExactly("orient", "crop", "a-last");
    }

    @Test
    void fieldsOfANewerProgramArePassedOver() {
        String json = SUBMITTED.replace("\"eventId\"", "\"priority\":{\"level\":3},\"eventId\"");

        CaseEvent read = EventJson.readCase(json);

        assertThat(read.caseId()).isEqualTo("case_00042");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "bactrian.case/1 | bactrian.case/2 | schema is \"bactrian.case/2\", expected one of [bactrian.case/1]",
                "\"type\":\"submitted\", | `` | type is missing, expected one of [failed, segmented, submitted]",
                "submitted | resubmitted | type is \"resubmitted\", expected one of [failed, segmented, submitted]",
                "\"caseId\":\"case_00042\", | `` | caseId is missing, expected text",
                "\"case_00042\", | null, | caseId is null, expected text",
                "\"case_00042\", | 42, | caseId is 42, expected text",
                "\"case_00042\", | \"../../etc\", | caseId is ../../etc, expected 1 to 128 of",
                "\"case_00042\", | \"a/b\", | caseId is a/b, expected 1 to 128 of",
                "\"case_00042\", | \"\", | caseId is , expected 1 to 128 of",
                "\"2026-01-31T08:00:00.250Z\" | \"yesterday\" | time is \"yesterday\", expected a time such as 2026-01",
                "\"2026-01-31T08:00:00.250Z\" | 1769846400 | time is 1769846400, expected a time such as 2026-01",
                "{\"bucket\":\"scans\", | null,{\"bucket\":\"scans\", | inputs[0] is null, expected",
                "[{ | {\"a\":{ | message is broken at line 1, column",
                "\"bucket\":\"scans\", | `` | inputs[0].bucket is missing, expected text",
                "\"scans\" | \"SCANS\" | inputs[0] is {\"bucket\":\"SCANS\"",
                "case_00042/ct | ../ct | no segment of an object key may be empty, '.' or '..'",
            })
    void aBadMessageNamesFieldValueAndWhatWasExpected(String part, String wrong, String complaint) {
        String json = SUBMITTED.replace(part, wrong);

        assertThatThrownBy(() -> EventJson.readCase(json))
                .isInstanceOf(BadMessageException.class)
                .hasMessageContaining(complaint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "42", "[]", "\"submitted\"", "{", "{}", "not json", "{} {}", "\u0000"})
    void whatIsNoJsonObjectIsRefused(String json) {
        assertThatThrownBy(() -> EventJson.readCase(json)).isInstanceOf(BadMessageException.class);
    }

    static List<String> textsBeyondTheParser() {
        return List.of(
                "{\"a\":".repeat(3000),
                SUBMITTED.replace("\"eventId\"", "\"a\":" + "[".repeat(1001) + "]".repeat(1001) + ",\"eventId\""),
                SUBMITTED.replace("\"eventId\"", "\"a\":" + "9".repeat(5000) + ",\"eventId\""),
                SUBMITTED.replace("\"eventId\"", "\"" + "a".repeat(50_001) + "\":1,\"eventId\""),
                SUBMITTED.replace("\"eventId\"", "\"a\":\"" + "a".repeat(20_000_001) + "\",\"eventId\""));
    }

    @ParameterizedTest
    @MethodSource("textsBeyondTheParser")
    void whatExceedsALimitOfTheParserIsRefused(String json) {
        assertThatThrownBy(() -> EventJson.readCase(json))
                .isInstanceOf(BadMessageException.class)
                .hasMessageEndingWith(", expected JSON");
        assertThatThrownBy(() -> EventJson.readTraining(json)).isInstanceOf(BadMessageException.class);
    }

    @Test
    void aFieldGivenTwiceIsRefused() {
        String json = SUBMITTED.replace("\"eventId\"", "\"caseId\":\"other\",\"eventId\"");

        assertThatThrownBy(() -> EventJson.readCase(json)).isInstanceOf(BadMessageException.class);
    }

    @Test
    void aCaseNeedsAnInput() {
        String json = SUBMITTED.replaceAll("\\[.*]", "[]");

        assertThatThrownBy(() -> EventJson.readCase(json)).hasMessage("inputs is [], expected at least one");
    }

    @Test
    void aNumberThatIsNotFiniteIsRefused() {
        String json = EventJson.write(trainingEvents().get(1)).replace("-0.75", "\"NaN\"");

        assertThatThrownBy(() -> EventJson.readTraining(json))
                .isInstanceOf(BadMessageException.class)
                .hasMessageContaining("trainingLoss is ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "\"7\"", "12345678901", "true", "0", "101"})
    void anEpochIsAWholeNumberInRange(String epoch) {
        String json = EventJson.write(trainingEvents().get(1)).replace("\"epoch\":100", "\"epoch\":" + epoch);

        assertThatThrownBy(() -> EventJson.readTraining(json))
                .isInstanceOf(BadMessageException.class)
                .hasMessageStartingWith("epoch");
    }

    @Test
    void anUnknownReasonIsRefusedWithTheKnownOnes() {
        String json = EventJson.write(caseEvents().get(2)).replace("bad-case", "bad-luck");

        assertThatThrownBy(() -> EventJson.readCase(json))
                .hasMessage("reason is bad-luck, expected one of [bad-message, bad-case, missing-object, unexpected]");
    }

    @Test
    void aFailureIsToldOnOneShortLine() {
        CaseEvent.Failed failed = new CaseEvent.Failed(
                "e", "c", "fetch", FailureReason.UNEXPECTED, "first\n\tsecond " + "x".repeat(600), NOW);

        assertThat(failed.message()).startsWith("first second xxx").hasSize(500);
    }

    @Test
    void aResultAnnouncedAgainAnswersTheNewSubmission() {
        CaseEvent.Segmented first = (CaseEvent.Segmented) caseEvents().get(1);

        CaseEvent.Segmented again = first.announcedAgain("other", NOW.plusSeconds(9));

        assertThat(again.eventId()).isEqualTo("other");
        assertThat(again.reused()).isTrue();
        assertThat(again.seconds()).isEqualTo(first.seconds());
    }

    private static Map<String, Double> seconds() {
        Map<String, Double> seconds = new LinkedHashMap<>();
        seconds.put("orient", 0.5);
        seconds.put("crop", 0.25);
        seconds.put("a-last", 0.0);
        return seconds;
    }
}
