package org.bactrian.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The tree obeys the table, and every rule of the table can fail: one violation is compiled for each. */
class ArchitectureTest {

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages(Walls.ROOT);

    @TestFactory
    Stream<DynamicTest> theTreeObeysTheTable() {
        return Walls.rules().entrySet().stream()
                .map(rule -> dynamicTest(rule.getKey(), () -> rule.getValue().check(PRODUCT)));
    }

    @TestFactory
    Stream<DynamicTest> everyRuleStopsItsViolation(@TempDir Path folder) {
        return Violation.all().entrySet().stream()
                .map(entry -> dynamicTest(entry.getKey(), () -> stops(entry.getKey(), entry.getValue(), folder)));
    }

    @Test
    void everyRuleHasAViolation() {
        assertThat(Violation.all().keySet())
                .containsExactlyInAnyOrderElementsOf(Walls.rules().keySet());
    }

    private static void stops(String sentence, Violation violation, Path folder) {
        Map<String, ArchRule> rules = Walls.rules();
        JavaClasses injected = new ClassFileImporter().importPath(violation.compiledInto(folder));

        assertThatThrownBy(() -> rules.get(sentence).check(injected))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Wrong");
    }
}
