package org.bactrian.checkpoint;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.bactrian.volume.BadCaseException;

/**
 * The fields of a JSON object that nobody vouches for: each is checked as it is asked for, and named when it is bad.
 *
 * @param file the file's name, for messages
 * @param path what comes before a field's name in messages
 * @param json the object
 */
public record JsonFields(String file, String path, JsonObject json) {

    /** A text. */
    public String text(String name) {
        return value(name, JsonElement::getAsString, "a text");
    }

    /** A whole number. */
    public int integer(String name) {
        return value(name, JsonElement::getAsInt, "a whole number");
    }

    /** A large whole number. */
    public long whole(String name) {
        return value(name, JsonElement::getAsLong, "a whole number");
    }

    /** A number. */
    public double number(String name) {
        return value(name, JsonElement::getAsDouble, "a number");
    }

    /** A truth value. */
    public boolean truth(String name) {
        return value(name, JsonElement::getAsBoolean, "true or false");
    }

    /** An object. */
    public JsonFields object(String name) {
        return new JsonFields(file, path + name + ".", value(name, JsonElement::getAsJsonObject, "an object"));
    }

    /** A list, its elements read by a function. */
    public <T> List<T> list(String name, Function<JsonElement, T> element) {
        return value(
                name,
                value -> {
                    List<T> items = new ArrayList<>();
                    value.getAsJsonArray().forEach(item -> items.add(element.apply(item)));
                    return items;
                },
                "a list");
    }

    /** An object as a map, its values read by a function. */
    public <T> Map<String, T> map(String name, Function<JsonElement, T> element) {
        return value(
                name,
                value -> {
                    Map<String, T> entries = new LinkedHashMap<>();
                    value.getAsJsonObject()
                            .entrySet()
                            .forEach(entry -> entries.put(entry.getKey(), element.apply(entry.getValue())));
                    return entries;
                },
                "an object");
    }

    /** Whether a field is there and not null. */
    public boolean has(String name) {
        return json.has(name) && !json.get(name).isJsonNull();
    }

    /** A field that is there but not as it should be. */
    public BadCaseException bad(String name, Object value, String expected) {
        return BadCaseException.of(file, path + name, value, expected);
    }

    /**
     * Reads a JSON object from a text.
     *
     * @throws BadCaseException when it is none
     */
    public static JsonFields parse(String file, String text) {
        try {
            return new JsonFields(file, "", JsonParser.parseString(text).getAsJsonObject());
        } catch (JsonParseException | IllegalStateException wrong) {
            throw BadCaseException.of(file, "content", String.valueOf(wrong.getMessage()), "a JSON object")
                    .because(wrong);
        }
    }

    private <T> T value(String name, Function<JsonElement, T> reading, String expected) {
        Optional<JsonElement> value = Optional.ofNullable(json.get(name)).filter(found -> !found.isJsonNull());
        try {
            return reading.apply(value.orElseThrow(() -> BadCaseException.of(file, path + name, "missing", expected)));
        } catch (IllegalStateException | NumberFormatException | UnsupportedOperationException wrong) {
            throw BadCaseException.of(file, path + name, value.orElseThrow(), expected)
                    .because(wrong);
        }
    }
}
