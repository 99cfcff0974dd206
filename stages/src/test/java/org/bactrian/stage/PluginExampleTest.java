package org.bactrian.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.bactrian.volume.Case;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.SharedFolder;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Volume;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds the plug-in of the documentation with the commands of its README, and drops it in. */
class PluginExampleTest {

    private static final Path EXAMPLE = SharedFolder.project().resolve("docs/plugin-example");

    /** Where a class file holds the version of Java that it needs. */
    private static final int MAJOR_VERSION = 7;

    private static Path built = Path.of("");

    private final Path work;
    private final Path plugins;

    PluginExampleTest(@TempDir Path work) throws IOException {
        this.work = work;
        plugins = Files.createDirectories(work.resolve("plugins"));
        Files.copy(built.resolve("plugins/remove-table.jar"), plugins.resolve("remove-table.jar"));
    }

    @BeforeAll
    static void followTheReadMe(@TempDir Path folder) throws IOException {
        built = folder;
        Files.createDirectories(built.resolve("plugins"));
        try (Stream<String> lines = Files.lines(EXAMPLE.resolve("README.md"))) {
            for (String line : lines.filter(line -> line.startsWith("javac ") || line.startsWith("jar "))
                    .toList()) {
                runLine(line);
            }
        }
    }

    @Test
    void theStageRunsWithTheOthers() {
        Geometry row = Geometry.of(new Index3(7, 1, 1), new Spacing(1, 1, 1));
        Case scan = Case.of("scan", new Volume(row, new float[] {-1000, 40, 60, -80, -1000, 100, -1000}));

        Case without = StageCatalog.withPlugins(plugins)
                .pipeline(List.of(
                        StageSpec.of("crop-to-nonzero"), new StageSpec("remove-table", Map.of("threshold", -200))))
                .run(scan, StageObserver.NONE);

        assertThat(without.channels().get(0).voxels()).containsExactly(-1000, 40, 60, -80, -1000, -1024, -1000);
        assertThat(scan.channels().get(0).voxels()).contains(100);
    }

    @Test
    void itsJarIsNamedAsItsOrigin() {
        assertThat(StageCatalog.withPlugins(plugins).factories())
                .filteredOn(factory -> factory.name().equals("remove-table"))
                .extracting(StageCatalog::origin)
                .containsExactly("remove-table.jar");
    }

    @Test
    void itsSettingsAreCheckedLikeThoseOfBuiltInStages() {
        StageCatalog catalog = StageCatalog.withPlugins(plugins);

        assertThatThrownBy(() -> catalog.pipeline(List.of(new StageSpec("remove-table", Map.of("threshold", -2000)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("stage 'remove-table': threshold must lie above air, got -2000.0");
    }

    @Test
    void aFolderWithoutJarsHoldsTheBuiltInStagesOnly() {
        assertThat(StageCatalog.withPlugins(work.resolve("nowhere")).factories())
                .hasSameSizeAs(StageCatalog.builtIn().factories());
    }

    @Test
    void twoPluginsWithOneNameAreAnErrorThatNamesBothJars() throws IOException {
        Path source = EXAMPLE.resolve("src/org/example/RemoveTable.java");
        Path other = Files.createDirectories(work.resolve("other/org/example")).resolve("ClearTable.java");
        Files.writeString(other, Files.readString(source).replace("RemoveTable", "ClearTable"));
        Path classes = work.resolve("otherClasses");
        tool("javac", "-cp", stagesClasses(), "-d", classes.toString(), other.toString());
        pack("clear-table.jar", classes, "org.example.ClearTable");

        assertThatThrownBy(() -> StageCatalog.withPlugins(plugins))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two stages are named 'remove-table'")
                .hasMessageContaining("org.example.ClearTable from clear-table.jar")
                .hasMessageContaining("org.example.RemoveTable from remove-table.jar");
    }

    @Test
    void aBrokenJarIsNamed() throws IOException {
        Files.writeString(plugins.resolve("broken.jar"), "this is no jar");

        assertThatThrownBy(() -> StageCatalog.withPlugins(plugins))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("broken.jar is no readable jar");
    }

    @Test
    void aListedClassThatIsNotThereIsNamed() throws IOException {
        pack("absent.jar", Files.createDirectories(work.resolve("nothing")), "org.example.Absent");

        assertThatThrownBy(() -> StageCatalog.withPlugins(plugins))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a stage of the plug-in folder")
                .hasMessageContaining("org.example.Absent not found");
    }

    @Test
    void aPluginForANewerJavaIsNamed() throws IOException {
        Files.delete(plugins.resolve("remove-table.jar"));
        Path inJar = Path.of("org/example/RemoveTable.class");
        byte[] bytes = Files.readAllBytes(built.resolve("target/remove-table").resolve(inJar));
        bytes[MAJOR_VERSION] = 99;
        Path newer = work.resolve("newer");
        Files.createDirectories(newer.resolve("org/example"));
        Files.write(newer.resolve(inJar), bytes);
        pack("newer.jar", newer, "org.example.RemoveTable");

        assertThatThrownBy(() -> StageCatalog.withPlugins(plugins))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("org/example/RemoveTable has been compiled by a more recent version");
    }

    /** Runs a command of the README, which is written for the project's root; what it makes goes to a folder of its own. */
    private static void runLine(String line) {
        String[] words = line.split(" ", -1);
        tool(
                words[0],
                Arrays.stream(words).skip(1).map(PluginExampleTest::moved).toArray(String[]::new));
    }

    private static String moved(String word) {
        if (word.startsWith("stages/target/stages-")) {
            return stagesClasses();
        }
        if (word.startsWith("docs/")) {
            return SharedFolder.project().resolve(word).toString();
        }
        return word.startsWith("target/") || word.startsWith("plugins/")
                ? built.resolve(word).toString()
                : word;
    }

    private void pack(String jar, Path classes, String listed) throws IOException {
        Path services = work.resolve(jar + ".services");
        Path folder = Files.createDirectories(services.resolve("META-INF/services"));
        Files.writeString(folder.resolve(StageFactory.class.getName()), listed);
        tool(
                "jar",
                "--create",
                "--file",
                plugins.resolve(jar).toString(),
                "-C",
                classes.toString(),
                ".",
                "-C",
                services.toString(),
                "META-INF");
    }

    private static String stagesClasses() {
        return String.valueOf(Path.of(StageCatalog.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath()));
    }

    private static void tool(String name, String... arguments) {
        StringWriter output = new StringWriter();
        PrintWriter printer = new PrintWriter(output);
        int exit = ToolProvider.findFirst(name).orElseThrow().run(printer, printer, arguments);
        assertThat(exit).as(() -> name + " said: " + output).isZero();
    }
}
