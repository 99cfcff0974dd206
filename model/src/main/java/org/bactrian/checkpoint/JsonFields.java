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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bactrian.volume.BadCaseException;

/**
 * The fields of a JSON object that nobody vouches for: each is checked as it is asked for, and named when it is bad.
 *
 * @param file the file's name, for messages
 * @param path what comes before a field's name in messages
 * @param json the object
 */
public record JsonFields(String file, String path, JsonObject json) {

    private static final String CONTENT = "content";
    private static final String OBJECT = "a JSON object";
    private static final Pattern PLACE = Pattern.compile("at line (\\d+) column (\\d+)");

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
            JsonElement content = JsonParser.parseString(text);
            if (content.isJsonObject()) {
                return new JsonFields(file, "", content.getAsJsonObject());
            }
            throw BadCaseException.of(file, CONTENT, kind(content), OBJECT);
        } catch (JsonParseException broken) {
            throw BadCaseException.of(file, CONTENT, "no JSON" + place(broken), OBJECT)
                    .because(broken);
        }
    }

    private static String kind(JsonElement content) {
        if (content.isJsonNull()) {
            return "empty";
        }
        return content.isJsonArray() ? "a list" : "a single value";
    }

    /** Where the text breaks off from JSON, if the parser says so: the rest of what it says is for programmers. */
    private static String place(JsonParseException broken) {
        Matcher place = PLACE.matcher(String.valueOf(broken.getMessage()));
        return place.find() ? " at line %s, column %s".formatted(place.group(1), place.group(2)) : "";
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
