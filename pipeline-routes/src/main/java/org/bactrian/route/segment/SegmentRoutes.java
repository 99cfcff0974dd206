package org.bactrian.route.segment;

import org.apache.camel.builder.RouteBuilder;
import org.bactrian.event.CaseEvent.Submitted;
import org.bactrian.route.Channels;
import org.bactrian.route.Delivery;
import org.bactrian.route.FailurePolicy;

/**
 * The walk of a case, from the message that submits it to the message that announces its result. {@link FailurePolicy}
 * says what happens when a step fails.
 */
public final class SegmentRoutes extends RouteBuilder {

    /** The id of the route that takes cases. */
    public static final String ROUTE = "segmentCase";

    /** The failure policy of this walk. */
    public static final String POLICY = "cases";

    /** Takes what is given up. */
    public static final String GIVE_UP = "direct:giveUpCase";

    private final Channels channels;
    private final SegmentSteps steps;

    public SegmentRoutes(Channels channels, SegmentSteps steps) {
        this.channels = channels;
        this.steps = steps;
    }

    @Override
    public void configure() {
        from(channels.cases())
                .routeId(ROUTE)
                .routeConfigurationId(POLICY)
                .process(Delivery::take)
                .process(steps.read())
                .process(steps.findResult())
                .choice()
                .when(body().isInstanceOf(Submitted.class))
                .process(steps.fetch())
                .loopDoWhile(body().isInstanceOf(CaseWork.class))
                .process(steps.takePlace())
                .process(steps.preprocess())
                .process(steps.segment())
                .process(steps.postprocess())
                .process(steps.store())
                .end()
                .end()
                .process(steps.announce())
                .to(channels.results())
                .process(steps.commit());

        from(GIVE_UP)
                .routeId("giveUpCase")
                .routeConfigurationId(FailurePolicy.waitingOnly(POLICY))
                .process(steps.writeDeadLetter())
                .to(channels.deadLetters())
                .process(steps.writeFailed())
                .filter(body().isNotNull())
                .to(channels.results())
                .end()
                .process(steps.commit());
    }
}
