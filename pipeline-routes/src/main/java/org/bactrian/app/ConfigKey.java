package org.bactrian.app;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bactrian.stage.Setting;

/**
 * One key of the configuration.
 *
 * @param path its place in the file, such as {@code kafka.topics.cases}
 * @param type what its value is converted to
 * @param meaning what it is for, with its unit and range
 * @param standard the value used where a configuration is silent; empty: none
 */
public record ConfigKey(String path, Type type, String meaning, String standard) {

    /** The keys of a record of settings and of the records it holds. */
    static List<ConfigKey> of(Class<? extends Record> settings) {
        return below("", settings);
    }

    private static List<ConfigKey> below(String prefix, Class<?> settings) {
        List<ConfigKey> keys = new ArrayList<>();
        for (RecordComponent component : settings.getRecordComponents()) {
            String path = prefix + component.getName();
            if (isSection(component)) {
                keys.addAll(below(path + ".", component.getType()));
            } else {
                keys.add(leaf(path, component));
            }
        }
        return keys;
    }

    /** Whether a component holds further keys. */
    static boolean isSection(RecordComponent component) {
        return component.getType().isRecord()
                && component.getType().getSimpleName().endsWith("Config");
    }

    /** The key of a component that holds a value. */
    static ConfigKey leaf(String path, RecordComponent component) {
        Setting setting = Optional.ofNullable(component.getAnnotation(Setting.class))
                .orElseThrow(() -> new IllegalStateException(path + " has no @Setting"));
        return new ConfigKey(path, component.getGenericType(), setting.value(), setting.defaultsTo());
    }

    /** The variable that overrides it: {@code BACTRIAN_KAFKA_TOPICS_DEAD_LETTERS} for kafka.topics.deadLetters. */
    public String variable() {
        String words = path.replaceAll("([a-z])([A-Z])", "$1_$2").replace('.', '_');
        return "BACTRIAN_" + words.toUpperCase(Locale.ROOT);
    }

    /** The variable that names the file which holds it. Only secrets have one. */
    public String fileVariable() {
        return variable() + "_FILE";
    }

    /** Whether it must not stand in the configuration file. */
    public boolean isSecret() {
        return type instanceof ParameterizedType generic && generic.getActualTypeArguments()[0] == Secret.class;
    }
}
