package org.bactrian.route;

import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.RouteConfigurationDefinition;

/**
 * What happens when a step fails. A route opts in by the id of the policy.
 *
 * <p>What can never succeed is given up at once: a bad message, a bad case, a missing object. While the store, the broker or the local disk is away the step is tried again for as long as it
 * takes; the route takes no further message meanwhile, so a queue is never burnt through. Anything else is a fault of
 * the program: it is tried a few times and then given up.
 *
 * <p>The route that gives up has nobody to give up to: it waits whatever fails, and a letter that is too large for its
 * topic goes without the body.
 */
public final class FailurePolicy extends RouteConfigurationBuilder {

    private static final int TRIES_OF_THE_UNEXPECTED = 2;
    private static final int FOREVER = -1;

    private final String id;
    private final String giveUp;
    private final Backoff backoff;
    private final Outage outage;

    /**
     * A policy.
     *
     * @param id by which routes opt in
     * @param giveUp the endpoint that takes what is given up
     * @param outage told while something is away
     */
    public FailurePolicy(String id, String giveUp, Backoff backoff, Outage outage) {
        this.id = id;
        this.giveUp = giveUp;
        this.backoff = backoff;
        this.outage = outage;
    }

    /** The id of the policy that only waits, for the route that gives up. */
    public static String waitingOnly(String id) {
        return id + "-waiting";
    }

    @Override
    public void configuration() {
        RouteConfigurationDefinition policy = routeConfiguration(id);
        wait(policy, outage::triedAgain, Verdict.AWAY);
        giveUpAtOnce(policy);
        giveUpAfterSomeTries(policy);
        leaveToTheNextWorker(policy);
        RouteConfigurationDefinition waiting = routeConfiguration(waitingOnly(id));
        wait(waiting, outage::triedAgain, Verdict.AWAY, Verdict.HOPELESS, Verdict.UNEXPECTED);
        wait(waiting, this::triesWithoutBody, Verdict.TOO_LARGE);
        leaveToTheNextWorker(waiting);
    }

    private void wait(RouteConfigurationDefinition policy, Processor beforeATry, Verdict... verdicts) {
        OnExceptionDefinition clause = quietly(on(policy, verdicts), FOREVER);
        clause.onRedelivery(beforeATry).getRedeliveryPolicyType().allowRedeliveryWhileStopping(false);
    }

    private void triesWithoutBody(Exchange exchange) {
        outage.triedAgain(exchange);
        WriteDeadLetter.leaveOutBody(exchange);
    }

    private void giveUpAtOnce(RouteConfigurationDefinition policy) {
        on(policy, Verdict.HOPELESS).handled(true).to(giveUp);
    }

    private void giveUpAfterSomeTries(RouteConfigurationDefinition policy) {
        quietly(on(policy, Verdict.UNEXPECTED, Verdict.TOO_LARGE), TRIES_OF_THE_UNEXPECTED)
                .onRedelivery(Walk::triesAgain)
                .handled(true)
                .to(giveUp);
    }

    /** Stopping ends a wait, and may interrupt a step. */
    private static void leaveToTheNextWorker(RouteConfigurationDefinition policy) {
        on(policy, Verdict.STOPPING).maximumRedeliveries(0).logExhausted(false);
    }

    private static OnExceptionDefinition on(RouteConfigurationDefinition policy, Verdict... verdicts) {
        Set<Verdict> meant = Set.of(verdicts);
        return policy.onException(Exception.class)
                .onWhen(exchange -> meant.contains(Verdict.of(Failure.cause(exchange))));
    }

    private OnExceptionDefinition quietly(OnExceptionDefinition clause, int redeliveries) {
        return clause.maximumRedeliveries(redeliveries)
                .redeliveryDelay(backoff.first().toMillis())
                .useExponentialBackOff()
                .backOffMultiplier(2)
                .maximumRedeliveryDelay(backoff.longest().toMillis())
                .logStackTrace(false)
                .logExhausted(false)
                .logRetryAttempted(false);
    }
}
