package org.bactrian.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Every known stage, by name: those on the class path and those in the jars of a plug-in folder. */
public final class StageCatalog {

    private final Map<String, StageFactory<?>> factories = new TreeMap<>();

    StageCatalog(Iterable<? extends StageFactory<?>> found) {
        for (StageFactory<?> factory : found) {
            StageFactory<?> other = factories.putIfAbsent(factory.name(), factory);
            if (other != null) {
                throw new IllegalArgumentException("two stages are named '%s': %s from %s and %s from %s"
                        .formatted(
                                factory.name(),
                                other.getClass().getName(),
                                origin(other),
                                factory.getClass().getName(),
                                origin(factory)));
            }
        }
    }

    /** The stages on the class path. */
    public static StageCatalog builtIn() {
        return discover(StageCatalog.class.getClassLoader());
    }

    /**
     * The stages on the class path and in the jars of a folder; a folder that does not exist holds none. A jar may also
     * hold nothing but classes that another one needs.
     *
     * @throws IllegalArgumentException when two stages have one name, a file is no jar, or a stage that a jar lists
     *     cannot be loaded
     */
    public static StageCatalog withPlugins(Path folder) {
        List<URL> jars = jarsIn(folder);
        if (jars.isEmpty()) {
            return builtIn();
        }
        try {
            return discover(new URLClassLoader(jars.toArray(URL[]::new), StageCatalog.class.getClassLoader()));
        } catch (ServiceConfigurationError | LinkageError broken) {
            throw new IllegalArgumentException(
                    "a stage of the plug-in folder %s cannot be loaded: %s".formatted(folder, broken.getMessage()),
                    broken);
        }
    }

    /** All factories in the order of their names. */
    public Collection<StageFactory<?>> factories() {
        return Collections.unmodifiableCollection(factories.values());
    }

    /** Where a factory comes from: {@code built in}, or the name of its plug-in jar. */
    public static String origin(StageFactory<?> factory) {
        if (factory.getClass().getClassLoader() == StageCatalog.class.getClassLoader()) {
            return "built in";
        }
        URI location = URI.create(factory.getClass()
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString());
        return String.valueOf(Path.of(location).getFileName());
    }

    /**
     * The pipeline of a configuration.
     *
     * @throws IllegalArgumentException listing every problem at once: unknown stages with the known names, unknown
     *     settings, bad values
     */
    public Pipeline pipeline(List<StageSpec> specs) {
        List<String> problems = new ArrayList<>();
        List<Pipeline.Step> steps = new ArrayList<>();
        for (StageSpec spec : specs) {
            try {
                steps.add(new Pipeline.Step(spec.stage(), create(spec)));
            } catch (IllegalArgumentException wrong) {
                problems.add(wrong.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        return new Pipeline(steps);
    }

    private Stage create(StageSpec spec) {
        StageFactory<?> factory = factories.get(spec.stage());
        if (factory == null) {
            throw new IllegalArgumentException(
                    "no stage is named '%s'; known: %s (is its jar in the plug-in folder, and does it list its factory?)"
                            .formatted(spec.stage(), factories.keySet()));
        }
        try {
            return create(factory, spec.settings());
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("stage '%s': %s".formatted(spec.stage(), wrong.getMessage()), wrong);
        }
    }

    private static <C extends Record> Stage create(StageFactory<C> factory, Map<String, Object> settings) {
        return factory.create(Settings.bind(settings, factory.configType()));
    }

    private static StageCatalog discover(ClassLoader loader) {
        List<StageFactory<?>> found = new ArrayList<>();
        ServiceLoader.load(StageFactory.class, loader).forEach(found::add);
        return new StageCatalog(found);
    }

    private static List<URL> jarsIn(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .map(StageCatalog::url)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot list the plug-in folder " + folder, unreadable);
        }
    }

    /** A class loader passes over a broken jar in silence; it is opened here so that it does not. */
    private static URL url(Path jar) {
        try (JarFile opened = new JarFile(jar.toFile())) {
            return Path.of(opened.getName()).toUri().toURL();
        } catch (IOException broken) {
            throw new IllegalArgumentException(
                    "the plug-in %s is no readable jar: %s".formatted(jar, broken.getMessage()), broken);
        }
    }
}
