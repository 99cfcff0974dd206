package org.bactrian.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Events as JSON. {@code schema} names the family and its version, {@code type} the kind; the other fields are the
 * components of the records. Fields that are not known are passed over, so that a newer program may add some. Anything
 * else that is not as it should be is {@link BadMessageException}.
 */
public final class EventJson {

    private static final JsonMapper MAPPER = EventMapper.create();
    private static final Family<CaseEvent> CASE = new Family<>("bactrian.case/1", CaseEvent.class);
    private static final Family<TrainingEvent> TRAINING = new Family<>("bactrian.training/1", TrainingEvent.class);

    private EventJson() {}

    /** The JSON of a case event, on one line. */
    public static String write(CaseEvent event) {
        return CASE.write(event);
    }

    /** The JSON of a training event, on one line. */
    public static String write(TrainingEvent event) {
        return TRAINING.write(event);
    }

    /** Reads a case event. */
    public static CaseEvent readCase(String json) {
        return CASE.read(json);
    }

    /** Reads a training event. */
    public static TrainingEvent readTraining(String json) {
        return TRAINING.read(json);
    }

    /** The events of one schema: the permitted records of a sealed interface. */
    private record Family<E>(String schema, Map<String, Class<? extends E>> types) {

        Family(String schema, Class<E> sealed) {
            this(schema, typesOf(sealed));
        }

        String write(E event) {
            ObjectNode message = MAPPER.createObjectNode();
            message.put("schema", schema);
            message.put("type", typeName(event.getClass()));
            message.setAll((ObjectNode) MAPPER.valueToTree(event));
            return message.toString();
        }

        E read(String json) {
            JsonNode message = parse(json);
            expect(message, "schema", Map.of(schema, schema));
            Class<? extends E> type = expect(message, "type", types);
            try {
                return MAPPER.treeToValue(message, type);
            } catch (JsonMappingException wrong) {
                throw WrongField.in(message, wrong);
            } catch (JsonProcessingException wrong) {
                throw new BadMessageException("message", json, "an event");
            }
        }

        private static <E> Map<String, Class<? extends E>> typesOf(Class<E> sealed) {
            return Arrays.stream(sealed.getPermittedSubclasses())
                    .map(type -> type.<E>asSubclass(sealed))
                    .collect(Collectors.toMap(Family::typeName, Function.identity(), (a, b) -> a, TreeMap::new));
        }

        /** EpochFinished is written epoch-finished. */
        private static String typeName(Class<?> type) {
            return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
        }
    }

    private static JsonNode parse(String json) {
        try {
            JsonNode message = MAPPER.readTree(json);
            if (message.isObject()) {
                return message;
            }
        } catch (JsonProcessingException broken) {
            throw new BadMessageException("message", problem(broken), "JSON");
        }
        throw new BadMessageException("message", json, "a JSON object");
    }

    /** Where the text breaks. What exceeds a limit of the parser, such as how deep values may nest, breaks nowhere. */
    private static String problem(JsonProcessingException broken) {
        return Optional.ofNullable(broken.getLocation())
                .map(place -> "broken at line %d, column %d".formatted(place.getLineNr(), place.getColumnNr()))
                .orElseGet(() -> "too much: " + broken.getOriginalMessage());
    }

    private static <T> T expect(JsonNode message, String field, Map<String, T> known) {
        JsonNode found = message.path(field);
        T value = known.get(found.asText());
        if (value == null) {
            throw new BadMessageException(field, WrongField.shown(found), "one of " + known.keySet());
        }
        return value;
    }
}
