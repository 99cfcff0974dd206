package org.bactrian.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every wall of the build stops its violation: each is injected into a copy of the tree and built. */
class BuildWallsIT {

    private static final String SOURCES = "stages/src/main/java/org/bactrian/volume/";
    private static final String HEAD = "package org.bactrian.volume;\n\n/** Wrong on purpose. */\n";
    private static final String PASSES = "exit code 0";

    @TempDir
    Path folder;

    @Test
    void theCleanCopyPasses() {
        CopiedTree tree = CopiedTree.below(folder)
                .write(SOURCES + "Right.java", HEAD + "public record Right(double lengthMm) {}\n");

        String printed = tree.maven("-pl", "stages", "compile");

        assertThat(printed).endsWith(PASSES);
    }

    @ParameterizedTest
    @CsvSource({
        "stages, monitoring",
        "model, infra",
        "model, monitoring",
        "infra/ports, stages",
        "infra/embedded-child, stages",
        "infra/embedded-kafka, stages",
        "infra/embedded-s3, stages",
        "monitoring, infra"
    })
    void aModuleThatUsesTheWrongModuleIsStopped(String module, String forbidden) {
        CopiedTree tree = CopiedTree.below(folder).dependOn(module, forbidden);

        String printed = tree.maven("-pl", module, "-am", "validate");

        assertThat(printed).doesNotEndWith(PASSES).contains("org.bactrian:" + forbidden, "banned");
    }

    @Test
    void anUnformattedFileIsStopped() {
        CopiedTree tree = CopiedTree.below(folder)
                .write(SOURCES + "Wrong.java", HEAD + "public   record Wrong( double lengthMm ) {}\n");

        String printed = tree.maven("-pl", "stages", "validate");

        assertThat(printed).doesNotEndWith(PASSES).contains("spotless", "Wrong.java");
    }

    @Test
    void everythingCheckstyleForbidsIsStopped() {
        String longBody = String.join("", Collections.nCopies(51, "        length++;\n"));
        CopiedTree tree = CopiedTree.below(folder)
                .write("stages/src/main/java/org/bactrian/undocumented/Lost.java", """
                        package org.bactrian.undocumented;

                        /** Its package has no page. */
                        public record Lost() {}
                        """)
                .write(
                        SOURCES + "Undocumented.java",
                        "package org.bactrian.volume;\n\npublic record Undocumented() {}\n")
                .write(SOURCES + "AbstractThing.java", HEAD + "abstract class AbstractThing {}\n")
                .write(
                        SOURCES + "Long.java",
                        HEAD + "class Long {\n    void run(int length) {\n" + longBody + "    }\n}\n")
                .write(
                        SOURCES + "Many.java",
                        HEAD + "class Many {\n    void run(int a, int b, int c, int d, int e, int f, int g) {}\n}\n")
                .write(
                        SOURCES + "Prints.java",
                        HEAD + "class Prints {\n    void run() {\n        System." + "out.println(1);\n    }\n}\n")
                .write(
                        SOURCES + "Swallows.java",
                        HEAD
                                + "class Swallows {\n    void run(Runnable task) {\n        try {\n            task.run();\n"
                                + "        } catch (RuntimeException e) {\n            return;\n        }\n    }\n}\n")
                .write(SOURCES + "Postpones.java", HEAD + "class Postpones { // TO" + "DO later\n}\n")
                .write(SOURCES + "Stars.java", HEAD.replace("/**", "import java.util.*;\n\n/**") + "class Stars {}\n");

        String printed = tree.maven("-pl", "stages", "-Dspotless.check.skip", "validate");

        assertThat(printed)
                .doesNotEndWith(PASSES)
                .contains("JavadocPackage", "MissingJavadocType", "AbstractClassName", "MethodLength")
                .contains("ParameterNumber", "RegexpSinglelineJava", "IllegalCatch", "TodoComment", "AvoidStarImport");
    }

    @Test
    void everythingErrorProneForbidsIsStopped() {
        CopiedTree tree = CopiedTree.below(folder).write(SOURCES + "Wrong.java", HEAD + """
                        record Wrong(float[] voxels) {

                            static long voxels(int x, int y) {
                                long product = x * y;
                                return product;
                            }

                            static String nothing() {
                                return null;
                            }
                        }
                        """);

        String printed = tree.maven("-pl", "stages", "-Dspotless.check.skip", "compile");

        assertThat(printed).doesNotEndWith(PASSES).contains("[ArrayRecordComponent]", "[IntLongMath]", "[NullAway]");
    }

    @Test
    void aCompilerWarningIsAnError() {
        CopiedTree tree = CopiedTree.below(folder).write(SOURCES + "Wrong.java", HEAD + """
                        class Wrong {

                            static java.util.List<String> raw(java.util.List list) {
                                return list;
                            }
                        }
                        """);

        String printed = tree.maven("-pl", "stages", "-Dspotless.check.skip", "compile");

        assertThat(printed).doesNotEndWith(PASSES).contains("-Werror");
    }
}
