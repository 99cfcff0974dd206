package org.bactrian.architecture;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Source files that break one rule; the culprit is always called {@code Wrong}. */
record Violation(Map<String, String> sources) {

    private static final String ROOT = Walls.ROOT;

    /** One violation for each rule, by the rule's sentence. */
    static Map<String, Violation> all() {
        Map<String, Violation> all = new LinkedHashMap<>();
        for (String sentence : Walls.rules().keySet()) {
            all.put(sentence, of(sentence));
        }
        return all;
    }

    private static Violation of(String sentence) {
        if (sentence.contains(" uses only ")) {
            return forbiddenNeighbour(sentence.substring(0, sentence.indexOf(' ')));
        }
        if (sentence.contains(" lives in ")) {
            return homelessLibrary(sentence.substring(0, sentence.indexOf("..")));
        }
        return switch (sentence) {
            case "every package is in the table" -> source(ROOT + ".dicomweb.Wrong", "");
            case "packages have no cycles" ->
                uses(ROOT + ".volume.Wrong", ROOT + ".stage.Wrong")
                        .and(uses(ROOT + ".stage.Wrong", ROOT + ".volume.Wrong"));
            case "the stage SPI knows no stage" ->
                uses(ROOT + ".stage.Wrong", ROOT + ".stage.crop.Target").and(source(ROOT + ".stage.crop.Target", ""));
            case "the store port knows no store" ->
                uses(ROOT + ".store.Wrong", ROOT + ".store.s3.Target").and(source(ROOT + ".store.s3.Target", ""));
            case "the core needs only the JDK" -> uses(ROOT + ".numeric.Wrong", "org.slf4j.Logger");
            case "settings are records" -> source(ROOT + ".stage.crop.WrongConfig", "");
            case "no junk drawers" -> source(ROOT + ".volume.WrongUtil", "");
            case "errors are specific" ->
                source(ROOT + ".volume.Wrong", "void fail() { throw new RuntimeException(\"?\"); }");
            case "only the terminal prints" -> source(ROOT + ".cli.Wrong", "java.io.PrintStream out = System.out;");
            default -> throw new IllegalStateException("no violation is written for the rule: " + sentence);
        };
    }

    private static Violation forbiddenNeighbour(String name) {
        String neighbour = Walls.MAY_USE.keySet().stream()
                .filter(other -> !other.equals(name) && !Walls.MAY_USE.get(name).contains(other))
                .sorted()
                .findFirst()
                .orElse("unknown");
        return uses(ROOT + "." + name + ".Wrong", ROOT + "." + neighbour + ".Target")
                .and(source(ROOT + "." + neighbour + ".Target", ""));
    }

    private static Violation homelessLibrary(String library) {
        return uses(ROOT + ".volume.Wrong", library + ".Target").and(source(library + ".Target", ""));
    }

    private static Violation uses(String from, String to) {
        return source(from, "public " + to + " neighbour;");
    }

    private static Violation source(String name, String body) {
        int dot = name.lastIndexOf('.');
        String text =
                "package %s; public class %s { %s }".formatted(name.substring(0, dot), name.substring(dot + 1), body);
        return new Violation(Map.of(name, text));
    }

    private Violation and(Violation other) {
        Map<String, String> both = new LinkedHashMap<>(sources);
        both.putAll(other.sources);
        return new Violation(both);
    }

    /** Compiles the sources into a fresh folder below the given one. */
    Path compiledInto(Path folder) {
        try {
            Path place = Files.createTempDirectory(folder, "violation");
            List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", place.toString()));
            for (Map.Entry<String, String> source : sources.entrySet()) {
                Path file = place.resolve(source.getKey().replace('.', '/') + ".java");
                Files.createDirectories(file.getParent());
                Files.writeString(file, source.getValue());
                arguments.add(file.toString());
            }
            int failures = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
            if (failures != 0) {
                throw new IllegalStateException("the violation does not compile: "
                        + Stream.of(sources).map(Map::toString).collect(joining()));
            }
            return place;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
