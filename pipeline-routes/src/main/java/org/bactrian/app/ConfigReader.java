package org.bactrian.app;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Binds a file's values and the environment to a record of records, and collects every problem on the way. */
final class ConfigReader {

    /** What Kubernetes adds for a service whose name begins with "bactrian": no setting of ours. */
    private static final Pattern SERVICE_LINK = Pattern.compile(".*_(SERVICE_HOST|SERVICE_PORT.*|PORT(_\\d+_.*)?)");

    private final Map<String, String> environment;
    private final List<String> problems = new ArrayList<>();

    private ConfigReader(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Makes the record.
     *
     * @throws IllegalArgumentException listing every problem, one a line
     */
    static <C extends Record> C read(Map<String, Object> file, Map<String, String> environment, Class<C> type) {
        ConfigReader reader = new ConfigReader(environment);
        reader.refuseUnknownVariables(ConfigKey.of(type));
        Optional<Object> config = reader.section("", file, type);
        if (config.isEmpty() || !reader.problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", reader.problems));
        }
        return type.cast(config.get());
    }

    private void refuseUnknownVariables(List<ConfigKey> keys) {
        List<String> known = keys.stream().map(ConfigKey::variable).toList();
        List<String> files = keys.stream()
                .filter(ConfigKey::isSecret)
                .map(ConfigKey::fileVariable)
                .toList();
        List<String> sections = keys.stream()
                .map(key -> "BACTRIAN_" + key.variable().split("_", -1)[1] + "_")
                .distinct()
                .toList();
        for (String name : new TreeSet<>(environment.keySet())) {
            boolean ours = sections.stream().anyMatch(name::startsWith);
            boolean meant = known.contains(name) || files.contains(name);
            if (ours && !meant && !SERVICE_LINK.matcher(name).matches()) {
                problems.add("no setting is named %s; known: %s".formatted(name, alike(name, known)));
            }
        }
    }

    private static String alike(String name, List<String> known) {
        String section = name.substring(0, name.indexOf('_', "BACTRIAN_".length()) + 1);
        return known.stream().filter(other -> other.startsWith(section)).collect(Collectors.joining(", "));
    }

    private Optional<Object> section(String prefix, Object given, Class<?> type) {
        if (!(given instanceof Map<?, ?> values)) {
            problems.add("%s: expected keys, got '%s'".formatted(prefix, given));
            return Optional.empty();
        }
        RecordComponent[] components = type.getRecordComponents();
        refuseUnknownKeys(prefix, values, components);
        List<Optional<Object>> arguments = new ArrayList<>();
        for (RecordComponent component : components) {
            arguments.add(component(prefix + component.getName(), values.get(component.getName()), component));
        }
        if (arguments.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        return make(
                prefix,
                type,
                components,
                arguments.stream().map(Optional::orElseThrow).toArray());
    }

    private void refuseUnknownKeys(String prefix, Map<?, ?> values, RecordComponent[] components) {
        List<String> known =
                Arrays.stream(components).map(RecordComponent::getName).toList();
        for (Object name : values.keySet()) {
            if (!known.contains(String.valueOf(name))) {
                problems.add("no setting is named %s%s; known: %s".formatted(prefix, name, String.join(", ", known)));
            }
        }
    }

    private Optional<Object> component(String path, @Nullable Object given, RecordComponent component) {
        if (ConfigKey.isSection(component)) {
            return section(path + ".", given == null ? Map.of() : given, component.getType());
        }
        ConfigKey key = ConfigKey.leaf(path, component);
        try {
            return Optional.of(ConfigValue.of(raw(key, Optional.ofNullable(given)), key.type()));
        } catch (IllegalArgumentException wrong) {
            problems.add(path + ": " + wrong.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Object> raw(ConfigKey key, Optional<Object> given) {
        if (key.isSecret()) {
            return secret(key, given);
        }
        Optional<Object> overridden = Optional.ofNullable(environment.get(key.variable()));
        Optional<Object> standard = Optional.<Object>of(key.standard()).filter(text -> !text.equals(""));
        return overridden.or(() -> given).or(() -> standard);
    }

    private Optional<Object> secret(ConfigKey key, Optional<Object> given) {
        if (given.isPresent()) {
            throw new IllegalArgumentException(
                    "a secret does not belong into the file; set %s, or %s to a file that holds it"
                            .formatted(key.variable(), key.fileVariable()));
        }
        Optional<String> value = Optional.ofNullable(environment.get(key.variable()));
        Optional<String> file = Optional.ofNullable(environment.get(key.fileVariable()));
        if (value.isPresent() && file.isPresent()) {
            throw new IllegalArgumentException("%s and %s are both set".formatted(key.variable(), key.fileVariable()));
        }
        return value.or(() -> file.map(ConfigReader::contents)).map(Object.class::cast);
    }

    private static String contents(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (CharacterCodingException foreign) {
            // No byte of a secret is told.
            throw new IllegalArgumentException("%s is no text in UTF-8".formatted(file), foreign);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("cannot be read from %s: %s".formatted(file, unreadable), unreadable);
        }
    }

    private Optional<Object> make(String prefix, Class<?> type, RecordComponent[] components, Object[] arguments) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return Optional.of(type.getDeclaredConstructor(types).newInstance(arguments));
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof IllegalArgumentException bad) {
                problems.add(prefix + bad.getMessage());
                return Optional.empty();
            }
            throw new IllegalStateException("settings record " + type.getName() + " failed", refused.getCause());
        } catch (ReflectiveOperationException wrong) {
            throw new IllegalStateException("settings record " + type.getName() + " cannot be made", wrong);
        }
    }
}
