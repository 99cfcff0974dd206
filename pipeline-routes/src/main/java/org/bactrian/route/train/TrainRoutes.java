package org.bactrian.route.train;

import java.io.IOException;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.bactrian.event.TrainingEvent;
import org.bactrian.event.TrainingEvent.Requested;
import org.bactrian.route.Channels;
import org.bactrian.route.Delivery;
import org.bactrian.route.FailurePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The walk of a training, from the message that asks for it to the message that announces the model; each epoch is
 * reported on the way. It has a consumer of its own, so that cases go on meanwhile.
 */
public final class TrainRoutes extends RouteBuilder {

    /** The failure policy of this walk. */
    public static final String POLICY = "training";

    /** Takes what is given up. */
    public static final String GIVE_UP = "direct:giveUpTraining";

    private static final Logger LOG = LoggerFactory.getLogger(TrainRoutes.class);
    private static final String REPORT = "direct:reportEpoch";

    private final Channels channels;
    private final TrainSteps steps;

    public TrainRoutes(Channels channels, TrainSteps steps) {
        this.channels = channels;
        this.steps = steps;
    }

    @Override
    public void configure() {
        from(channels.training())
                .routeId("trainModel")
                .routeConfigurationId(POLICY)
                .process(Delivery::take)
                .process(new ReadTraining())
                .process(steps.findModel())
                .choice()
                .when(body().isInstanceOf(Requested.class))
                .process(steps.fetch())
                .process(steps.train(this::report))
                .process(steps.store())
                .end()
                .process(new AnnounceTraining())
                .to(channels.reports())
                .process(steps.commit());

        from(REPORT).routeId("reportEpoch").process(new AnnounceTraining()).to(channels.reports());

        from(GIVE_UP)
                .routeId("giveUpTraining")
                .routeConfigurationId(FailurePolicy.waitingOnly(POLICY))
                .process(steps.writeDeadLetter())
                .to(channels.deadLetters())
                .process(new WriteTrainingFailed())
                .filter(body().isNotNull())
                .to(channels.reports())
                .end()
                .process(steps.commit());
    }

    /** A report that cannot be sent is lost: the training is worth more. */
    private void report(TrainingEvent event) {
        try (ProducerTemplate template = getContext().createProducerTemplate()) {
            template.sendBody(REPORT, event);
        } catch (CamelExecutionException | IOException lost) {
            LOG.atWarn().addKeyValue("cause", lost.toString()).log("report lost");
        }
    }
}
