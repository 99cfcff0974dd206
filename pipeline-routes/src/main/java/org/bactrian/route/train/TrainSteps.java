package org.bactrian.route.train;

import java.util.function.Consumer;
import org.apache.camel.Processor;
import org.bactrian.event.TrainingEvent;
import org.bactrian.event.TrainingEvent.Requested;
import org.bactrian.route.Outage;
import org.bactrian.route.Steps;
import org.bactrian.route.Workplace;
import org.bactrian.train.TrainingEnvironment;

/** The steps of a training's walk, by the words that the route uses. */
public final class TrainSteps {

    private final Recipes recipes;
    private final TrainingEnvironment environment;
    private final Workplace place;
    private final String bucket;
    private final Steps steps;

    /**
     * The steps of a worker.
     *
     * @param recipes what a request may name
     * @param environment what trainings run in; its listener is not used
     * @param bucket the bucket of models
     * @param outage told when something that was away answers again
     */
    public TrainSteps(Recipes recipes, TrainingEnvironment environment, Workplace place, String bucket, Outage outage) {
        this.recipes = recipes;
        this.environment = environment;
        this.place = place;
        this.bucket = bucket;
        steps = new Steps((stage, elapsed) -> {}, outage, place.clock());
    }

    Processor findModel() {
        return steps.step("find-model", Requested.class, new FindModel(place.store(), bucket));
    }

    Processor fetch() {
        return steps.step("fetch", Requested.class, new FetchDataset(place.store(), place.root(), bucket));
    }

    Processor train(Consumer<TrainingEvent> publish) {
        Train train = new Train(recipes, environment, work -> new EpochReports(work, place, bucket, publish));
        return steps.step("train", TrainingWork.class, train);
    }

    Processor store() {
        return steps.step("store", TrainedWork.class, new StoreModel(place.store(), bucket, place.clock()));
    }

    Processor writeDeadLetter() {
        return steps.writeDeadLetter();
    }

    Processor commit() {
        return steps.commit();
    }
}
