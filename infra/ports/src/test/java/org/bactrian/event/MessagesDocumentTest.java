package org.bactrian.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/messages.md shows messages as they are. */
class MessagesDocumentTest {

    private static final Path DOCUMENT = Path.of("../../docs/messages.md");
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```json\\n(.*?)```");
    private static final JsonMapper JSON = new JsonMapper();

    static List<String> examples() throws IOException {
        return EXAMPLE.matcher(document())
                .results()
                .map((MatchResult example) -> example.group(1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsReadAndWrittenBackTheSame(String example) throws IOException {
        assertThat(JSON.readTree(rewritten(example))).isEqualTo(JSON.readTree(example));
    }

    @Test
    void everyMessageHasAnExample() throws IOException {
        Set<String> shown = examples().stream().map(MessagesDocumentTest::kind).collect(Collectors.toSet());

        assertThat(shown)
                .hasSize(CaseEvent.class.getPermittedSubclasses().length
                        + TrainingEvent.class.getPermittedSubclasses().length);
    }

    @Test
    void everyTopicHeaderAndReasonIsNamed() throws IOException {
        DeadLetter letter =
                new DeadLetter(FailureReason.BAD_CASE, "fetch", "text", "class", "topic", 3, 1207, 1, Instant.EPOCH);

        assertThat(document())
                .contains(quoted(Topics.defaults().all().stream()))
                .contains(quoted(letter.headers().keySet().stream()))
                .contains(quoted(Stream.of(FailureReason.values()).map(FailureReason::text)));
    }

    private static String rewritten(String example) {
        return kind(example).startsWith("bactrian.case/")
                ? EventJson.write(EventJson.readCase(example))
                : EventJson.write(EventJson.readTraining(example));
    }

    private static String kind(String example) {
        try {
            JsonNode message = JSON.readTree(example);
            return message.path("schema").asText() + " " + message.path("type").asText();
        } catch (IOException broken) {
            throw new AssertionError("no JSON: " + example, broken);
        }
    }

    private static List<String> quoted(Stream<String> names) {
        return names.map(name -> "`" + name + "`").toList();
    }

    private static String document() throws IOException {
        return Files.readString(DOCUMENT);
    }
}
