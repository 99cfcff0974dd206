package org.bactrian.checkpoint.pickle;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bactrian.volume.BadCaseException;

/**
 * Values of a pickle as JSON, for reading by field: arrays become lists of lists, tensors and bytes become nothing. A value
 * that a pickle repeats without storing it again is written out each time; what would grow too large is refused.
 */
public final class PickleJson {

    private static final int MOST_VALUES = 2_000_000;
    private static final int DEEPEST = 64;

    private final String source;
    private int values;

    private PickleJson(String source) {
        this.source = source;
    }

    /**
     * A dictionary as an object; numbers and truth values as names become texts.
     *
     * @param source names the file in refusals
     * @throws BadCaseException when it is no dictionary, or is too large or too deep
     */
    public static JsonObject object(String source, Object value) {
        JsonElement json = element(source, value);
        if (!json.isJsonObject()) {
            throw BadCaseException.of(source, "content", value.getClass().getSimpleName(), "a dictionary");
        }
        return json.getAsJsonObject();
    }

    /** Any value; the names of functions and classes become texts. */
    public static JsonElement element(String source, Object value) {
        return new PickleJson(source).of(value, 0);
    }

    /** The other way: JSON as values that {@link PickleWriter} takes. */
    public static Object value(JsonElement json) {
        if (json.isJsonObject()) {
            Map<String, Object> map = new LinkedHashMap<>();
            json.getAsJsonObject().entrySet().forEach(entry -> map.put(entry.getKey(), value(entry.getValue())));
            return map;
        }
        if (json.isJsonArray()) {
            return json.getAsJsonArray().asList().stream()
                    .map(PickleJson::value)
                    .toList();
        }
        if (json.isJsonNull()) {
            return Nothing.NONE;
        }
        JsonPrimitive primitive = json.getAsJsonPrimitive();
        if (primitive.isBoolean()) {
            return primitive.getAsBoolean();
        }
        if (primitive.isString()) {
            return primitive.getAsString();
        }
        boolean isWhole = primitive.getAsString().matches("-?\\d{1,18}");
        return isWhole ? (Object) primitive.getAsLong() : primitive.getAsDouble();
    }

    private JsonElement of(Object value, int depth) {
        if (++values > MOST_VALUES || depth > DEEPEST) {
            throw BadCaseException.of(source, "content", "too large or too deep", "a plan");
        }
        if (value instanceof PickledMap map) {
            return object(map.entries(), depth);
        }
        if (value instanceof List<?> list) {
            JsonArray array = new JsonArray();
            list.forEach(item -> array.add(of(item, depth + 1)));
            return array;
        }
        if (value instanceof NumpyArray array) {
            return nested(array, 0, 0, array.values().size());
        }
        if (value instanceof String text) {
            return new JsonPrimitive(text);
        }
        if (value instanceof PickleName named) {
            return new JsonPrimitive(named.name());
        }
        if (value instanceof Boolean truth) {
            return new JsonPrimitive(truth);
        }
        return value instanceof Number number ? new JsonPrimitive(number) : JsonNull.INSTANCE;
    }

    private JsonObject object(Map<Object, Object> entries, int depth) {
        JsonObject object = new JsonObject();
        entries.forEach((name, value) -> object.add(String.valueOf(name), of(value, depth + 1)));
        return object;
    }

    private JsonElement nested(NumpyArray array, int axis, int from, int count) {
        if (axis == array.shape().size()) {
            return of(array.values().get(from), axis);
        }
        JsonArray json = new JsonArray();
        int length = array.shape().get(axis);
        for (int i = 0; i < length; i++) {
            json.add(nested(array, axis + 1, from + i * (count / length), count / length));
        }
        return json;
    }
}
