package org.bactrian.stage;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Binds settings as they were read to a record. A component may be an int, long, double, boolean, String, an enum, a
 * List of these, or an Optional of these; names and types must match, silence takes the {@link Setting} default.
 */
final class Settings {

    private Settings() {}

    /**
     * Makes the record.
     *
     * @throws IllegalArgumentException listing every problem at once, with the known settings
     */
    static <C extends Record> C bind(Map<String, Object> given, Class<C> type) {
        RecordComponent[] components = type.getRecordComponents();
        List<String> problems = unknownNames(given, components);
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            try {
                values[i] = value(components[i], given);
            } catch (IllegalArgumentException wrong) {
                problems.add(components[i].getName() + ": " + wrong.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return construct(type, components, values);
    }

    private static List<String> unknownNames(Map<String, Object> given, RecordComponent[] components) {
        List<String> known =
                Arrays.stream(components).map(RecordComponent::getName).toList();
        List<String> problems = new ArrayList<>();
        for (String name : new TreeSet<>(given.keySet())) {
            if (!known.contains(name)) {
                problems.add("no setting is named '%s'; known: %s".formatted(name, known));
            }
        }
        return problems;
    }

    private static Object value(RecordComponent component, Map<String, Object> given) {
        Object raw = given.get(component.getName());
        Type type = component.getGenericType();
        if (raw != null) {
            return convert(raw, type);
        }
        Setting setting = component.getAnnotation(Setting.class);
        if (setting != null && !setting.defaultsTo().isEmpty()) {
            return convert(setting.defaultsTo(), type);
        }
        if (component.getType() == Optional.class) {
            return Optional.empty();
        }
        throw new IllegalArgumentException("must be given");
    }

    private static Object convert(Object raw, Type type) {
        if (type instanceof ParameterizedType generic) {
            Type inner = generic.getActualTypeArguments()[0];
            return generic.getRawType() == Optional.class ? Optional.of(convert(raw, inner)) : list(raw, inner);
        }
        return scalar(raw, (Class<?>) type);
    }

    private static List<Object> list(Object raw, Type inner) {
        List<?> items = raw instanceof List<?> given
                ? given
                : Arrays.asList(raw.toString().split("\\s*,\\s*", -1));
        return items.stream().map(item -> convert(item, inner)).toList();
    }

    private static Object scalar(Object raw, Class<?> type) {
        String text = raw.toString().trim();
        try {
            if (type == int.class || type == Integer.class) {
                return raw instanceof Number number ? Math.toIntExact(whole(number)) : Integer.parseInt(text);
            }
            if (type == long.class || type == Long.class) {
                return raw instanceof Number number ? whole(number) : Long.parseLong(text);
            }
            if (type == double.class || type == Double.class) {
                return Double.parseDouble(text);
            }
        } catch (NumberFormatException | ArithmeticException wrong) {
            throw new IllegalArgumentException("expected a number of type %s, got '%s'".formatted(type, text), wrong);
        }
        if (type == boolean.class || type == Boolean.class) {
            return bool(text);
        }
        return type.isEnum() ? constant(text, type) : text;
    }

    private static long whole(Number number) {
        if (number.doubleValue() != Math.rint(number.doubleValue())) {
            throw new ArithmeticException("not whole");
        }
        return number.longValue();
    }

    private static boolean bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("expected true or false, got '%s'".formatted(text));
        };
    }

    private static Object constant(String text, Class<?> type) {
        String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(
                "expected one of %s, got '%s'".formatted(Arrays.toString(type.getEnumConstants()), text));
    }

    private static <C extends Record> C construct(Class<C> type, RecordComponent[] components, Object[] values) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof IllegalArgumentException bad) {
                throw bad;
            }
            throw new IllegalStateException("settings record " + type.getName() + " failed", refused.getCause());
        } catch (ReflectiveOperationException wrong) {
            throw new IllegalStateException("settings record " + type.getName() + " cannot be made", wrong);
        }
    }
}
