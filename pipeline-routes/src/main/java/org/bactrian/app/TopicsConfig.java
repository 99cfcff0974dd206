package org.bactrian.app;

import org.bactrian.event.Topics;
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
        new Topics(cases, results, deadLetters, training, trainingReports);
    }

    /** The same names as routes and clients use them. */
    public Topics names() {
        return new Topics(cases, results, deadLetters, training, trainingReports);
    }
}
