package org.bactrian.route;

import java.time.Clock;
import java.util.function.Consumer;
import org.apache.camel.Processor;
import org.bactrian.event.TrainingEvent;
import org.bactrian.event.TrainingEvent.Requested;
import org.bactrian.metrics.Meters;
import org.bactrian.store.ObjectStore;
import org.bactrian.train.TrainingEnvironment;

/** The steps of a training's walk, by the words that the route uses. */
public final class TrainSteps {

    private final Recipes recipes;
    private final TrainingEnvironment environment;
    private final ObjectStore store;
    private final String models;
    private final WorkRoot root;
    private final Clock clock;
    private final Meters meters;
    private final Outage outage;
    private final Steps steps;

    /**
     * The steps of a worker.
     *
     * @param recipes what a request may name
     * @param environment what trainings run in; its listener is not used
     * @param store holds datasets and models
     * @param models the bucket of models
     * @param root the folder for files of running trainings
     * @param outage told when something that was away answers again
     */
    public TrainSteps(
            Recipes recipes,
            TrainingEnvironment environment,
            ObjectStore store,
            String models,
            WorkRoot root,
            Clock clock,
            Meters meters,
            Outage outage) {
        this.recipes = recipes;
        this.environment = environment;
        this.store = store;
        this.models = models;
        this.root = root;
        this.clock = clock;
        this.meters = meters;
        this.outage = outage;
        steps = new Steps((stage, elapsed) -> {}, outage);
    }

    Processor findModel() {
        return steps.step("find-model", Requested.class, new FindModel(store, models));
    }

    Processor fetch() {
        return steps.step("fetch", Requested.class, new FetchDataset(store, root, models));
    }

    Processor train(Consumer<TrainingEvent> publish) {
        Train train =
                new Train(recipes, environment, work -> new EpochReports(work, store, models, publish, meters, clock));
        return steps.step("train", TrainingWork.class, train);
    }

    Processor store() {
        return steps.step("store", TrainedWork.class, new StoreModel(store, models, clock));
    }

    Processor commit() {
        return new CommitOffset(outage);
    }
}
