package org.bactrian.app;

import java.util.List;
import org.bactrian.stage.Setting;

/** The names of the Kafka topics. */
public record TopicsConfig(
        @Setting(value = "submitted cases are read from here", defaultsTo = "bactrian.cases")
        String cases,

        @Setting(value = "segmented and failed cases are announced here", defaultsTo = "bactrian.results")
        String results,

        @Setting(value = "messages that can never succeed lie here", defaultsTo = "bactrian.dead-letters")
        String deadLetters,

        @Setting(value = "requests for training are read from here", defaultsTo = "bactrian.training")
        String training,

        @Setting(
                value = "each epoch's report and the end of a training are announced here",
                defaultsTo = "bactrian.training-reports")
        String trainingReports) {

    public TopicsConfig {
        List<String> names = List.of(cases, results, deadLetters, training, trainingReports);
        if (names.stream().distinct().count() != names.size()) {
            throw new IllegalArgumentException("the five topics must have different names, got " + names);
        }
    }
}
