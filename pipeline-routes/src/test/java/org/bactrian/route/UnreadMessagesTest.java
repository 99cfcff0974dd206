package org.bactrian.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bactrian.route.RouteStage.letter;
import static org.bactrian.route.RouteStage.message;

import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaConstants;
import org.bactrian.event.CaseEvent.Failed;
import org.bactrian.event.CaseEvent.Submitted;
import org.bactrian.event.DeadLetter;
import org.bactrian.event.FailureReason;
import org.bactrian.store.directory.DirectoryObjectStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Messages that cannot be read. */
@Timeout(60)
class UnreadMessagesTest {

    private final RouteStage stage;

    UnreadMessagesTest(@TempDir Path folder) {
        stage = new RouteStage(new DirectoryObjectStore(folder.resolve("store")), folder.resolve("work"));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void whatIsNoMessageGoesToTheDeadLettersAsItCame() throws Exception {
        stage.start();

        stage.deliver("{broken", Map.of("colour", "red"));

        Exchange dead = stage.onlyDeadLetter();
        assertThat(dead.getMessage().getBody(String.class)).isEqualTo("{broken");
        assertThat(dead.getMessage().getHeader(KafkaConstants.KEY, String.class))
                .isEqualTo("key");
        DeadLetter letter = letter(dead);
        assertThat(letter.reason()).isEqualTo(FailureReason.BAD_MESSAGE);
        assertThat(letter.stage()).isEqualTo("read");
        assertThat(letter.message()).contains("expected JSON");
        assertThat(letter.topic()).isEqualTo("cases");
        assertThat(letter.partition()).isEqualTo(3);
        assertThat(letter.offset()).isEqualTo(17);
        assertThat(letter.attempts()).isEqualTo(1);
        assertThat(dead.getMessage().getHeaders()).doesNotContainKey("colour");
        assertThat(stage.announced()).isEmpty();
        assertThat(stage.commits).hasValue(1);
    }

    @Test
    void aMessageThatNestsTooDeepIsGivenUpAtOnce() throws Exception {
        stage.start();

        stage.deliver("{\"a\":".repeat(3000));

        DeadLetter letter = letter(stage.onlyDeadLetter());
        assertThat(letter.reason()).isEqualTo(FailureReason.BAD_MESSAGE);
        assertThat(letter.message()).contains("nesting depth");
        assertThat(letter.attempts()).isEqualTo(1);
        assertThat(stage.commits).hasValue(1);
    }

    @Test
    void aFaultWhileAMessageIsReadIsGivenUpAfterAFewTriesAndKnowsWhereItLay() throws Exception {
        stage.atTheEndOfEachStep(exchange -> {
            if (exchange.getMessage().getBody() instanceof Submitted
                    && Walk.stage(exchange).equals("read")) {
                throw new IllegalStateException("a fault");
            }
        });
        stage.start();

        stage.deliver(message("e1", "case_1", stage.scan("case_1/ct.nii.gz")));

        Exchange dead = stage.onlyDeadLetter();
        assertThat(dead.getMessage().getHeader(KafkaConstants.KEY, String.class))
                .isEqualTo("key");
        DeadLetter letter = letter(dead);
        assertThat(letter.reason()).isEqualTo(FailureReason.UNEXPECTED);
        assertThat(letter.topic()).isEqualTo("cases");
        assertThat(letter.offset()).isEqualTo(17);
        assertThat(letter.attempts()).isEqualTo(3);
        assertThat(stage.commits).hasValue(1);
    }

    @Test
    void aMessageThatNamesItsCaseButLacksAFieldIsAnswered() throws Exception {
        stage.start();

        stage.deliver(
                "{\"schema\":\"bactrian.case/1\",\"type\":\"submitted\",\"eventId\":\"e1\",\"caseId\":\"case_1\"}");

        assertThat(letter(stage.onlyDeadLetter()).message()).contains("inputs");
        Failed failed = (Failed) stage.announced().get(0);
        assertThat(failed.caseId()).isEqualTo("case_1");
        assertThat(failed.eventId()).isEqualTo("e1");
        assertThat(failed.reason()).isEqualTo(FailureReason.BAD_MESSAGE);
    }
}
