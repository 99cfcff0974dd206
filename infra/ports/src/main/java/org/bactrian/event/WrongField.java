package org.bactrian.event;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says of a message that could not be bound which field is wrong, what it is and what it should be. */
final class WrongField {

    private static final Map<Class<?>, String> KINDS = Map.of(
            String.class, "text",
            Instant.class, "a time such as 2026-01-31T08:00:00Z",
            int.class, "a whole number",
            long.class, "a whole number",
            double.class, "a number",
            Double.class, "a number",
            boolean.class, "true or false");

    private WrongField() {}

    static BadMessageException in(JsonNode message, JsonMappingException wrong) {
        StringBuilder path = new StringBuilder();
        JsonNode node = message;
        for (Reference step : wrong.getPath()) {
            boolean inList = step.getFieldName() == null;
            path.append(inList ? "[" + step.getIndex() + "]" : (path.isEmpty() ? "" : ".") + step.getFieldName());
            node = inList ? node.path(step.getIndex()) : node.path(step.getFieldName());
        }
        return explain(path.toString(), node, wrong);
    }

    /** A value as it stands in the message. */
    static String shown(JsonNode node) {
        return node.isMissingNode() ? "missing" : node.toString();
    }

    private static BadMessageException explain(String path, JsonNode node, JsonMappingException wrong) {
        Throwable cause = wrong.getCause();
        if (cause instanceof BadMessageException inside) {
            return new BadMessageException(below(path, inside.field()), inside.value(), inside.expected());
        }
        if (cause instanceof IllegalArgumentException refused) {
            return new BadMessageException(path, shown(node), "good names: " + refused.getMessage());
        }
        return new BadMessageException(path, shown(node), kind(target(wrong)));
    }

    /** The field that a record complains of, below the record's own path; an enumeration has no fields. */
    private static String below(String path, String field) {
        return path.isEmpty() || path.equals(field) ? field : path + "." + field;
    }

    private static @Nullable Class<?> target(JsonMappingException wrong) {
        return wrong instanceof MismatchedInputException mismatched ? mismatched.getTargetType() : null;
    }

    private static String kind(@Nullable Class<?> type) {
        if (type == null) {
            return "another value";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return KINDS.getOrDefault(type, type.isEnum() ? "text" : "a JSON object");
    }
}
