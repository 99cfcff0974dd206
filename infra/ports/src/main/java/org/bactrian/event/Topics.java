package org.bactrian.event;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The names of the topics.
 *
 * @param cases {@link CaseEvent.Submitted}, consumed by the workers
 * @param results {@link CaseEvent.Segmented} and {@link CaseEvent.Failed}
 * @param deadLetters messages that can never succeed, as they came, with {@link DeadLetter} headers
 * @param training {@link TrainingEvent.Requested}, consumed by the workers that train
 * @param trainingReports {@link TrainingEvent.EpochFinished}, {@link TrainingEvent.Finished} and
 *     {@link TrainingEvent.Failed}
 */
public record Topics(String cases, String results, String deadLetters, String training, String trainingReports) {

    private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}");

    /** Refuses bad and repeated names with {@link IllegalArgumentException}, all at once. */
    public Topics {
        List<String> problems = new ArrayList<>();
        HashSet<String> seen = new HashSet<>();
        for (String name : List.of(cases, results, deadLetters, training, trainingReports)) {
            if (!NAME.matcher(name).matches()) {
                problems.add("a topic has 1 to 249 of A-Z, a-z, 0-9, '.', '_' and '-', not '%s'".formatted(name));
            }
            if (!seen.add(name)) {
                problems.add("two topics are named '%s'".formatted(name));
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
    }

    /** The names to use when a configuration gives none. */
    public static Topics defaults() {
        return new Topics(
                "bactrian.cases",
                "bactrian.results",
                "bactrian.dead-letters",
                "bactrian.training",
                "bactrian.training-reports");
    }

    /** Every topic, for making them and for checking that they are there. */
    public List<String> all() {
        return List.of(cases, results, deadLetters, training, trainingReports);
    }
}
