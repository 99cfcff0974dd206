package org.bactrian.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static java.util.stream.Collectors.toSet;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The architecture as a table: which package may use which, and where each foreign library lives. */
final class Walls {

    static final String ROOT = "org.bactrian";

    private static final Set<String> CORE = Set.of("file", "volume", "numeric", "nifti", "stage", "phantom", "picture");

    private static final Set<String> NETWORK =
            Set.of("torchscript", "unet", "checkpoint", "segment", "train", "evaluate");

    private static final Set<String> PORTS = Set.of("event", "store", "embedded", "metrics");

    /** First-level package: the first-level packages it may use beside itself. */
    static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            entry("file", Set.of()),
            entry("volume", Set.of()),
            entry("numeric", Set.of("volume")),
            entry("nifti", Set.of("file", "volume", "numeric")),
            entry("picture", Set.of("volume", "numeric")),
            entry("phantom", Set.of("file", "volume", "numeric", "nifti")),
            entry("stage", Set.of("volume", "numeric")),
            entry("torchscript", Set.of("file", "volume")),
            entry("unet", Set.of("file", "volume", "torchscript")),
            entry("checkpoint", Set.of("file", "volume", "numeric", "stage", "torchscript", "unet")),
            entry("evaluate", Set.of("file", "volume", "numeric", "nifti", "stage")),
            entry("segment", Set.of("volume", "numeric", "stage", "phantom", "unet", "checkpoint")),
            entry(
                    "train",
                    Set.of(
                            "file",
                            "volume",
                            "numeric",
                            "nifti",
                            "stage",
                            "torchscript",
                            "unet",
                            "checkpoint",
                            "segment",
                            "evaluate")),
            entry("event", Set.of("store")),
            entry("store", Set.of()),
            entry("embedded", Set.of()),
            entry("metrics", Set.of()),
            entry("report", Set.of("volume")),
            entry("route", union(CORE, NETWORK, PORTS)),
            entry("app", union(CORE, NETWORK, PORTS, "route")),
            entry("bench", union(CORE, NETWORK, Set.of())),
            entry("cli", union(CORE, NETWORK, PORTS, "route", "app", "report", "bench")));

    /** A foreign library: the only packages that may name it. */
    private static final Map<String, Set<String>> LIVES_IN = Map.ofEntries(
            entry("ai.djl..", Set.of("unet")),
            entry("com.google.gson..", Set.of("checkpoint", "train", "evaluate")),
            entry("com.google.protobuf..", Set.of("checkpoint")),
            entry("com.fasterxml.jackson..", Set.of("event", "route", "app", "bench", "cli")),
            entry("io.minio..", Set.of("store.s3")),
            entry("io.micrometer..", Set.of("metrics", "app")),
            entry("org.apache.camel..", Set.of("route", "app")),
            entry("org.apache.kafka..", Set.of("route", "app")),
            entry("org.openjdk.jmh..", Set.of("bench")),
            entry("picocli..", Set.of("cli")),
            entry("com.github.mustachejava..", Set.of("report")));

    private Walls() {}

    /** Every rule by a sentence. */
    static Map<String, ArchRule> rules() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        MAY_USE.forEach((name, allowed) -> rules.put(name + " uses only " + sorted(allowed), usesOnly(name, allowed)));
        LIVES_IN.forEach(
                (library, homes) -> rules.put(library + " lives in " + sorted(homes), livesIn(library, homes)));
        rules.put("every package is in the table", everyPackageIsInTheTable());
        rules.put(
                "packages have no cycles",
                slices().matching(ROOT + ".(**)").should().beFreeOfCycles());
        rules.put("the stage SPI knows no stage", portKnowsNoAdapter("stage"));
        rules.put("the store port knows no store", portKnowsNoAdapter("store"));
        rules.put("the core needs only the JDK", coreNeedsOnlyTheJdk());
        rules.put("settings are records", settingsAreRecords());
        rules.put("no junk drawers", noJunkDrawers());
        rules.put("errors are specific", GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS);
        rules.put("only the terminal prints", onlyTheTerminalPrints());
        rules.replaceAll((sentence, rule) -> rule.as(sentence).allowEmptyShould(true));
        return rules;
    }

    private static ArchRule usesOnly(String name, Set<String> allowed) {
        return classes()
                .that()
                .resideInAPackage(ROOT + "." + name + "..")
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage(ROOT + ".."))
                        .or(resideInAPackage(ROOT + "." + name + ".."))
                        .or(resideInAnyPackage(under(allowed))));
    }

    private static ArchRule livesIn(String library, Set<String> homes) {
        return noClasses()
                .that(not(resideInAnyPackage(under(homes))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    private static ArchRule everyPackageIsInTheTable() {
        return classes().should(new ArchCondition<>("be in a package of the table") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String first = type.getPackageName().substring(ROOT.length()).replaceFirst("^\\.", "");
                String name = first.split("\\.", -1)[0];
                events.add(new SimpleConditionEvent(
                        type, MAY_USE.containsKey(name), type.getName() + " is in a package the table does not know"));
            }
        });
    }

    private static ArchRule portKnowsNoAdapter(String port) {
        return noClasses()
                .that()
                .resideInAPackage(ROOT + "." + port)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "." + port + ".*..");
    }

    private static ArchRule coreNeedsOnlyTheJdk() {
        return classes()
                .that()
                .resideInAnyPackage(under(CORE))
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage("java..", "javax.imageio..", "org.jspecify..", ROOT + ".."));
    }

    private static ArchRule settingsAreRecords() {
        return classes().that().haveSimpleNameEndingWith("Config").should().beRecords();
    }

    private static ArchRule noJunkDrawers() {
        return noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Base|Common|Misc)$")
                .orShould()
                .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..impl..", "..misc..");
    }

    private static ArchRule onlyTheTerminalPrints() {
        return noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + ".cli.terminal.Terminal")
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);
    }

    private static String[] under(Set<String> names) {
        return names.stream().map(name -> ROOT + "." + name + "..").toArray(String[]::new);
    }

    private static Set<String> union(Set<String> first, Set<String> second, Set<String> third, String... more) {
        return Stream.of(first, second, third, Set.of(more))
                .flatMap(Set::stream)
                .collect(toSet());
    }

    private static String sorted(Set<String> names) {
        return names.stream().sorted().toList().toString();
    }
}
