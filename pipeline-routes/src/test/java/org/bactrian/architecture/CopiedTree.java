package org.bactrian.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A small copy of this tree - poms, rules, one clean class - in which a violation can be injected and built. */
final class CopiedTree {

    private static final List<String> BUILD_FILES = List.of(
            "pom.xml",
            ".mvn/jvm.config",
            ".mvn/checkstyle.xml",
            "stages/pom.xml",
            "model/pom.xml",
            "infra/pom.xml",
            "infra/ports/pom.xml",
            "infra/embedded-child/pom.xml",
            "infra/embedded-kafka/pom.xml",
            "infra/embedded-s3/pom.xml",
            "monitoring/pom.xml",
            "pipeline-routes/pom.xml");

    /** At this depth of indentation it is the module's own list, not one below dependencyManagement. */
    private static final String OWN_DEPENDENCIES = "\n  <dependencies>\n";

    private static final long MINUTES_FOR_A_BUILD = 3;

    private final Path root;

    private CopiedTree(Path root) {
        this.root = root;
    }

    static CopiedTree below(Path folder) {
        CopiedTree tree = new CopiedTree(folder.resolve("tree"));
        for (String file : BUILD_FILES) {
            tree.write(file, read(projectRoot().resolve(file)));
        }
        tree.write("stages/src/main/java/org/bactrian/volume/package-info.java", """
                /** Voxel grids. */
                @NullMarked
                package org.bactrian.volume;

                import org.jspecify.annotations.NullMarked;
                """);
        return tree;
    }

    /** Adds a file, or replaces it. */
    CopiedTree write(String file, String text) {
        try {
            Path place = root.resolve(file);
            Files.createDirectories(place.getParent());
            Files.writeString(place, text);
            return this;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Adds a dependency on one of our own modules, without what it brings along, to a module's pom. */
    CopiedTree dependOn(String module, String artifact) {
        Path pom = root.resolve(module).resolve("pom.xml");
        String dependency = "<dependency><groupId>org.bactrian</groupId><artifactId>" + artifact
                + "</artifactId><version>${project.version}</version><exclusions><exclusion><groupId>*</groupId>"
                + "<artifactId>*</artifactId></exclusion></exclusions></dependency>";
        String text = read(pom);
        String changed = text.contains(OWN_DEPENDENCIES)
                ? text.replace(OWN_DEPENDENCIES, OWN_DEPENDENCIES + dependency)
                : text.replace("\n  <build>", OWN_DEPENDENCIES + dependency + "</dependencies>\n  <build>");
        return write(root.relativize(pom).toString(), changed);
    }

    /** Runs Maven offline in the copy and returns what it printed with its exit code on the last line. */
    String maven(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
                "-o",
                "-B",
                "-Dmaven.repo.local=" + System.getProperty("maven.repo.local")));
        command.addAll(Arrays.asList(arguments));
        try {
            Path log = root.resolve("build.log");
            Process build = new ProcessBuilder(command)
                    .directory(root.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!build.waitFor(MINUTES_FOR_A_BUILD, TimeUnit.MINUTES)) {
                build.destroyForcibly();
            }
            return Files.readString(log, StandardCharsets.UTF_8) + "\nexit code " + build.waitFor();
        } catch (IOException unrunnable) {
            throw new UncheckedIOException(unrunnable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Maven ran", interrupted);
        }
    }

    private static Path projectRoot() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve(".mvn"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
