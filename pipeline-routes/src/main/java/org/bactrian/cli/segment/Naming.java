package org.bactrian.cli.segment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the files of a case's results are named. */
enum Naming {
    /** {@code <case>}. */
    CASE,

    /** {@code prediction_00210}: the number of a case in KiTS19, whose server takes nothing else. */
    KITS19,

    /** {@code Segmentation_<case>}, as the BDCI contest asks for. */
    BDCI;

    /** As KiTS names its cases, whatever else stands around: case_00210. */
    private static final Pattern KITS_CASE = Pattern.compile("(?i)case_(\\d{1,5})(?!\\d)");

    /** The last number of a name, unless it is too long for one of KiTS. */
    private static final Pattern LAST_NUMBER = Pattern.compile("(?<!\\d)(\\d{1,5})\\D*$");

    /** The name of a case's files without their endings. */
    String stem(String caseId) {
        return switch (this) {
            case CASE -> caseId;
            case KITS19 ->
                number(caseId)
                        .map("prediction_%05d"::formatted)
                        .orElseThrow(() -> new IllegalArgumentException(problem(caseId)));
            case BDCI -> "Segmentation_" + caseId;
        };
    }

    /** Refuses cases that cannot be named so, or two that would share a name, listing all of them. */
    void requireNames(List<String> caseIds) {
        if (this != KITS19) {
            return;
        }
        List<String> problems = new ArrayList<>();
        Map<Integer, String> named = new TreeMap<>();
        for (String caseId : caseIds) {
            Optional<Integer> number = number(caseId);
            if (number.isEmpty()) {
                problems.add(problem(caseId));
            }
            number.map(one -> named.putIfAbsent(one, caseId))
                    .ifPresent(other ->
                            problems.add("%s and %s are both case %s of KiTS".formatted(other, caseId, number.get())));
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
    }

    private static String problem(String caseId) {
        return "%s has no case number of KiTS in its name, such as case_00210".formatted(caseId);
    }

    private static Optional<Integer> number(String caseId) {
        return found(KITS_CASE, caseId).or(() -> found(LAST_NUMBER, caseId)).map(Integer::valueOf);
    }

    private static Optional<String> found(Pattern pattern, String caseId) {
        Matcher matcher = pattern.matcher(caseId);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
