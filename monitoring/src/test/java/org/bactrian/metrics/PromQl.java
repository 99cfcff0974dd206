package org.bactrian.metrics;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * As much of PromQL as it takes to find the names in a query.
 *
 * @param series the series that it reads
 * @param labels the labels that it selects or groups by
 */
record PromQl(Set<String> series, Set<String> labels) {

    private static final Pattern TEXT = Pattern.compile("\"[^\"]*\"");
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
    private static final Pattern SELECTORS = Pattern.compile("\\{([^}]*)}");
    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|without|on|ignoring)\\s*\\(([^)]*)\\)");
    private static final Pattern FUNCTION = Pattern.compile("\\b[a-z_]+\\s*\\(");
    private static final Pattern NAME = Pattern.compile("\\b[a-z_][a-z0-9_]*\\b");
    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "sum", "max", "min", "avg", "count");

    static PromQl of(String query) {
        String bare = RANGE.matcher(TEXT.matcher(query).replaceAll("")).replaceAll("");
        Set<String> labels = new TreeSet<>();
        SELECTORS.matcher(bare).results().forEach(found -> labels.addAll(names(found.group(1))));
        GROUPING.matcher(bare).results().forEach(found -> labels.addAll(names(found.group(1))));
        String rest = GROUPING.matcher(SELECTORS.matcher(bare).replaceAll("")).replaceAll("");
        Set<String> series = names(FUNCTION.matcher(rest).replaceAll("("));
        series.removeAll(OPERATORS);
        return new PromQl(series, labels);
    }

    private static Set<String> names(String text) {
        Set<String> names = new TreeSet<>();
        NAME.matcher(text).results().forEach(name -> names.add(name.group()));
        return names;
    }
}
