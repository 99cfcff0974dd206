package org.bactrian.report;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.bactrian.volume.Measurement;

/** A report as the template needs it: every number as text, every column named. */
record Page(
        String title, String time, ReportedModel model, List<String> heads, List<Row> rows, List<Section> sections) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT);

    /** Volumes have a column in the table of all cases, other measurements do not. */
    private static final String VOLUME = "ml";

    private static final String COUNT = "count";

    private static final String NOTHING = "\u2013";

    /** A line of the table of all cases. */
    record Row(String anchor, String id, boolean failed, boolean reviewed, List<String> cells) {}

    /** What is shown of one case. */
    record Section(
            String anchor,
            String id,
            String origin,
            Optional<String> failure,
            List<String> reviews,
            List<Picture> pictures,
            List<Line> measurements,
            List<Line> dice,
            List<Line> seconds,
            String total) {

        boolean hasReviews() {
            return !reviews.isEmpty();
        }

        boolean hasDice() {
            return !dice.isEmpty();
        }
    }

    /** A name and its number; {@code percent} is the length of its bar. */
    record Line(String name, String number, String percent) {}

    static Page of(Report report) {
        List<ReportedCase> cases = report.cases();
        List<String> measured = names(cases, shown -> shown.measurements().stream()
                .filter(one -> one.unit().equals(VOLUME))
                .map(Measurement::name)
                .toList());
        List<String> scored = names(cases, shown -> shown.dice().keySet());
        List<Row> rows = new ArrayList<>();
        List<Section> sections = new ArrayList<>();
        for (ReportedCase shown : cases) {
            String anchor = "case-" + (rows.size() + 1);
            rows.add(new Row(
                    anchor,
                    shown.id(),
                    shown.failure().isPresent(),
                    !shown.reviews().isEmpty(),
                    cells(shown, measured, scored)));
            sections.add(section(anchor, shown));
        }
        return new Page(
                report.title(),
                TIME.format(report.time().atOffset(ZoneOffset.UTC)),
                report.model(),
                heads(cases, measured, scored),
                rows,
                sections);
    }

    private static List<String> names(List<ReportedCase> cases, Function<ReportedCase, Collection<String>> named) {
        LinkedHashSet<String> names = new LinkedHashSet<>();
        cases.forEach(shown -> names.addAll(named.apply(shown)));
        return List.copyOf(names);
    }

    private static List<String> heads(List<ReportedCase> cases, List<String> measured, List<String> scored) {
        List<String> heads = new ArrayList<>();
        for (String name : measured) {
            heads.add(cases.stream()
                    .flatMap(shown -> shown.measurements().stream())
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .map(one -> "%s, %s".formatted(words(name), one.unit()))
                    .orElse(words(name)));
        }
        scored.forEach(name -> heads.add("Dice " + words(name)));
        heads.add("seconds");
        return heads;
    }

    private static List<String> cells(ReportedCase shown, List<String> measured, List<String> scored) {
        List<String> cells = new ArrayList<>();
        for (String name : measured) {
            cells.add(shown.measurements().stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .map(one -> number(one.value(), 1))
                    .orElse(NOTHING));
        }
        for (String name : scored) {
            cells.add(Optional.ofNullable(shown.dice().get(name))
                    .map(score -> number(score, 3))
                    .orElse(NOTHING));
        }
        cells.add(shown.failure().isPresent() ? NOTHING : number(shown.totalSeconds(), 1));
        return cells;
    }

    private static Section section(String anchor, ReportedCase shown) {
        double longest = shown.seconds().values().stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
        return new Section(
                anchor,
                shown.id(),
                shown.origin(),
                shown.failure(),
                shown.reviews(),
                shown.pictures(),
                shown.measurements().stream()
                        .map(one -> new Line(words(one.name()), quantity(one), ""))
                        .toList(),
                lines(shown.dice(), 3, 1),
                lines(shown.seconds(), 2, longest),
                number(shown.totalSeconds(), 1));
    }

    private static List<Line> lines(Map<String, Double> numbers, int digits, double full) {
        return numbers.entrySet().stream()
                .map(entry -> new Line(
                        words(entry.getKey()),
                        number(entry.getValue(), digits),
                        number(100 * entry.getValue() / Math.max(full, Double.MIN_NORMAL), 1)))
                .toList();
    }

    private static String quantity(Measurement one) {
        return one.unit().equals(COUNT) ? number(one.value(), 0) : number(one.value(), 1) + " " + one.unit();
    }

    /** Dice of a class that is in neither label map is no number. */
    private static String number(double value, int digits) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + digits + "f", value) : NOTHING;
    }

    private static String words(String name) {
        return name.replace('_', ' ');
    }
}
