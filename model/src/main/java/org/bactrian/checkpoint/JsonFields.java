package org.bactrian.checkpoint;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.bactrian.volume.BadCaseException;

/** The fields of a JSON object that nobody vouches for: each is checked as it is asked for, and named when it is bad. */
record JsonFields(String file, String path, JsonObject json) {

    String text(String name) {
        return value(name, JsonElement::getAsString, "a text");
    }

    int integer(String name) {
        return value(name, JsonElement::getAsInt, "a whole number");
    }

    long whole(String name) {
        return value(name, JsonElement::getAsLong, "a whole number");
    }

    double number(String name) {
        return value(name, JsonElement::getAsDouble, "a number");
    }

    JsonFields object(String name) {
        return new JsonFields(file, path + name + ".", value(name, JsonElement::getAsJsonObject, "an object"));
    }

    <T> List<T> list(String name, Function<JsonElement, T> element) {
        return value(
                name,
                value -> {
                    List<T> items = new ArrayList<>();
                    value.getAsJsonArray().forEach(item -> items.add(element.apply(item)));
                    return items;
                },
                "a list");
    }

    <T> Map<String, T> map(String name, Function<JsonElement, T> element) {
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
