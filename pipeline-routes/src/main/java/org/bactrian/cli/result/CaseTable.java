package org.bactrian.cli.result;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bactrian.cli.terminal.ExitCode;
import org.bactrian.cli.terminal.Terminal;
import org.bactrian.event.Confidence;
import org.bactrian.volume.Measurement;

/** Cases as a table for people: what was measured, Dice where the truth is known, seconds, and the result. */
public final class CaseTable {

    /** Volumes have a column; other measurements are told as JSON. */
    private static final String VOLUME = "ml";

    private final List<CaseResult> cases;
    private final List<String> measured;
    private final List<String> scored;

    private CaseTable(List<CaseResult> cases) {
        this.cases = cases;
        this.measured = names(result -> result.measurements().stream()
                .filter(one -> one.unit().equals(VOLUME))
                .map(Measurement::name)
                .toList());
        this.scored = names(result -> result.dice().keySet());
    }

    /** Prints the table, with the mean of each Dice below. */
    public static void print(List<CaseResult> cases, Terminal terminal) {
        CaseTable table = new CaseTable(cases);
        terminal.table(table.heads(), table.rows());
    }

    /** Prints the seconds of each stage: a line for each stage, a column for each case. */
    public static void printSeconds(List<CaseResult> cases, Terminal terminal) {
        List<CaseResult> timed =
                cases.stream().filter(result -> !result.seconds().isEmpty()).toList();
        LinkedHashSet<String> stages = new LinkedHashSet<>();
        List<String> heads = new ArrayList<>(List.of("seconds"));
        timed.forEach(result -> {
            heads.add(result.caseId());
            stages.addAll(result.seconds().keySet());
        });
        List<List<String>> rows = new ArrayList<>();
        for (String stage : stages) {
            List<String> row = new ArrayList<>(List.of(stage));
            timed.forEach(result ->
                    row.add(number(Optional.ofNullable(result.seconds().get(stage)), 2)));
            rows.add(row);
        }
        terminal.table(heads, rows);
    }

    /** Tells each failure with its stage and reason, and returns the exit code that follows. */
    public static int tellFailures(List<CaseResult> cases, Terminal terminal) {
        for (CaseResult result : cases) {
            result.failure()
                    .ifPresent(failure -> terminal.problem("%s: %s".formatted(result.caseId(), failure.text())));
        }
        return cases.stream().anyMatch(result -> result.failure().isPresent())
                ? ExitCode.SOME_CASES_FAILED
                : ExitCode.DONE;
    }

    /** Tells why a person should look at a case. */
    public static void tellReviews(List<CaseResult> cases, Terminal terminal) {
        for (CaseResult result : cases) {
            result.confidence().ifPresent(confidence -> confidence
                    .reasons()
                    .forEach(reason -> terminal.note("%s: review: %s".formatted(result.caseId(), reason.detail()))));
        }
    }

    /** Tells how much of each case was looked at, where it was to be localised first. */
    public static void tellCoverage(List<CaseResult> cases, Terminal terminal) {
        for (CaseResult result : cases) {
            result.confidence()
                    .flatMap(Confidence::coverage)
                    .ifPresent(coverage -> terminal.note(coverage.whole()
                            .map(reason -> "%s: looked at the whole scan: %s".formatted(result.caseId(), reason))
                            .orElse("%s: looked at %d of %d windows"
                                    .formatted(result.caseId(), coverage.looked(), coverage.windows()))));
        }
    }

    /** The mean over the cases that have a Dice for a class; no number where none has. */
    public static double meanDice(List<CaseResult> cases, String name) {
        return cases.stream()
                .flatMap(result -> Optional.ofNullable(result.dice().get(name)).stream())
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }

    private List<String> names(Function<CaseResult, Collection<String>> named) {
        LinkedHashSet<String> names = new LinkedHashSet<>();
        cases.forEach(result -> names.addAll(named.apply(result)));
        return List.copyOf(names);
    }

    private List<String> heads() {
        List<String> heads = new ArrayList<>(List.of("case"));
        measured.forEach(name -> heads.add(name.replaceAll("_volume$", "").replace('_', ' ') + " " + VOLUME));
        scored.forEach(name -> heads.add("Dice " + name));
        heads.addAll(List.of("review", "seconds", "result"));
        return heads;
    }

    private List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        cases.forEach(result -> rows.add(row(result)));
        if (!scored.isEmpty() && cases.size() > 1) {
            rows.add(means());
        }
        return rows;
    }

    private List<String> row(CaseResult result) {
        List<String> row = new ArrayList<>(List.of(result.caseId()));
        measured.forEach(name -> row.add(number(result.measured(name), 1)));
        scored.forEach(name -> row.add(number(Optional.ofNullable(result.dice().get(name)), 3)));
        row.add(review(result));
        row.add(number(Optional.of(result.totalSeconds()), 1));
        row.add(result.failure().map(CaseFailure::text).orElse(result.labels().orElse("")));
        return row;
    }

    private List<String> means() {
        List<String> row = new ArrayList<>(List.of("mean"));
        measured.forEach(name -> row.add("-"));
        scored.forEach(name -> row.add(number(Optional.of(meanDice(cases, name)), 3)));
        row.addAll(List.of("-", "-", ""));
        return row;
    }

    private static String review(CaseResult result) {
        String kinds = result.confidence().stream()
                .flatMap(confidence -> confidence.reasons().stream())
                .map(Confidence.Reason::kind)
                .distinct()
                .collect(Collectors.joining(", "));
        return kinds.isEmpty() ? "-" : kinds;
    }

    private static String number(Optional<Double> value, int digits) {
        return value.filter(Double::isFinite)
                .map(finite -> String.format(Locale.ROOT, "%." + digits + "f", finite))
                .orElse("-");
    }
}
