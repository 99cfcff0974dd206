package org.bactrian.app;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.TextFile;
import org.jspecify.annotations.Nullable;

/** YAML as maps, lists, strings, numbers and booleans. */
final class YamlFile {

    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private YamlFile() {}

    /** Reads a file; an empty one holds nothing. */
    static Map<String, Object> read(Path file) {
        try {
            String text = TextFile.read(file);
            @Nullable
            Map<String, Object> values =
                    text.isBlank() ? null : MAPPER.readValue(text, new TypeReference<Map<String, Object>>() {});
            return Optional.ofNullable(values).orElse(Map.of());
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException("%s: line %d: %s".formatted(file, line(wrong), firstLine(wrong)), wrong);
        } catch (BadCaseException foreign) {
            throw new IllegalArgumentException(foreign.getMessage(), foreign);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("%s: cannot be read: %s".formatted(file, unreadable), unreadable);
        }
    }

    /** Reads one value, such as a list in an environment variable. */
    static Object value(String text) {
        try {
            return MAPPER.readValue(text, Object.class);
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException("expected YAML, got '%s'".formatted(text), wrong);
        }
    }

    private static int line(JsonProcessingException wrong) {
        return wrong.getLocation() == null ? 1 : wrong.getLocation().getLineNr();
    }

    private static String firstLine(JsonProcessingException wrong) {
        return String.valueOf(wrong.getOriginalMessage()).lines().findFirst().orElse("not YAML");
    }
}
