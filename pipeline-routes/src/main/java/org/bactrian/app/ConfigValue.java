package org.bactrian.app;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bactrian.stage.StageSpec;

/** Converts one value as it was read to the type that a setting has. */
final class ConfigValue {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h)");

    private ConfigValue() {}

    /**
     * Converts.
     *
     * @throws IllegalArgumentException saying what was expected and what was found
     */
    static Object of(Optional<Object> raw, Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
            return raw.map(value -> convert(value, generic.getActualTypeArguments()[0]));
        }
        return convert(raw.orElseThrow(() -> new IllegalArgumentException("must be given")), type);
    }

    private static Object convert(Object raw, Type type) {
        if (type instanceof ParameterizedType generic && generic.getActualTypeArguments()[0] == Path.class) {
            return paths(raw);
        }
        if (type instanceof ParameterizedType generic) {
            Object structured = raw instanceof String text ? YamlFile.value(text) : raw;
            return generic.getRawType() == Map.class ? strings(structured) : stages(structured);
        }
        return scalar(raw.toString().strip(), (Class<?>) type);
    }

    private static Object scalar(String text, Class<?> type) {
        if (type == int.class) {
            return whole(text);
        }
        if (type == double.class) {
            return number(text);
        }
        if (type == boolean.class) {
            return bool(text);
        }
        if (type == Duration.class) {
            return duration(text);
        }
        if (type == Path.class) {
            return path(text);
        }
        if (type == URI.class) {
            return uri(text);
        }
        return type == Secret.class ? new Secret(text) : text;
    }

    private static int whole(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException("expected a whole number, got '%s'".formatted(text), wrong);
        }
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException("expected a number, got '%s'".formatted(text), wrong);
        }
    }

    private static boolean bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("expected true or false, got '%s'".formatted(text));
        };
    }

    private static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "expected a time such as 500ms, 30s, 5m or 1h, got '%s'".formatted(text));
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException wrong) {
            throw new IllegalArgumentException("expected a path, got '%s'".formatted(text), wrong);
        }
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException wrong) {
            throw new IllegalArgumentException("expected an address, got '%s'".formatted(text), wrong);
        }
    }

    /** One path, or a list of them; in the environment such as {@code [a, b]}. */
    private static List<Path> paths(Object given) {
        Object structured = given instanceof String text && text.strip().startsWith("[") ? YamlFile.value(text) : given;
        List<?> items = structured instanceof List<?> list ? list : List.of(structured);
        return items.stream().map(item -> path(String.valueOf(item).strip())).toList();
    }

    private static Map<String, String> strings(Object given) {
        if (!(given instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("expected names with values, got '%s'".formatted(given));
        }
        Map<String, String> strings = new LinkedHashMap<>();
        map.forEach((name, value) -> strings.put(String.valueOf(name), String.valueOf(value)));
        return strings;
    }

    private static List<StageSpec> stages(Object given) {
        if (!(given instanceof List<?> items)) {
            throw new IllegalArgumentException("expected a list of stages, got '%s'".formatted(given));
        }
        return items.stream().map(ConfigValue::stage).toList();
    }

    private static StageSpec stage(Object item) {
        if (item instanceof String name) {
            return StageSpec.of(name);
        }
        if (item instanceof Map<?, ?> map && map.size() == 1) {
            Map.Entry<?, ?> only = map.entrySet().iterator().next();
            return new StageSpec(String.valueOf(only.getKey()), settings(only.getValue()));
        }
        throw new IllegalArgumentException(
                "expected a stage as 'name' or 'name: {setting: value}', got '%s'".formatted(item));
    }

    private static Map<String, Object> settings(Object given) {
        if (!(given instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("expected a stage's settings, got '%s'".formatted(given));
        }
        Map<String, Object> settings = new LinkedHashMap<>();
        map.forEach((name, value) -> settings.put(String.valueOf(name), value));
        return settings;
    }
}
