package org.bactrian.route.segment;

import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.SynchronizationAdapter;
import org.bactrian.metrics.Meters;
import org.bactrian.metrics.PipelineMeter;
import org.bactrian.route.Steps;
import org.bactrian.route.Walk;
import org.bactrian.segment.CasesInWork;
import org.bactrian.segment.WantOfMemory;
import org.bactrian.unet.engine.DeviceMemoryException;
import org.bactrian.volume.BadCaseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Steps that hold a case in memory, in a loop for as long as the body is a {@link CaseWork}. Where memory runs out beside other
 * cases, the case lets go of all but its files, which are the body again, and the loop brings it back to {@link #takePlace}:
 * there it waits until no other is in work. One for which memory runs out alone is refused.
 */
final class SharedMemory {

    private static final Logger LOG = LoggerFactory.getLogger(SharedMemory.class);

    private static final String PLACE = "bactrian.place";
    private static final String ALONE = "bactrian.alone";

    private final CasesInWork cases;
    private final Steps steps;
    private final Meters meters;

    /**
     * The memory of a worker.
     *
     * @param cases those of all consumers
     */
    SharedMemory(CasesInWork cases, Steps steps, Meters meters) {
        this.cases = cases;
        this.steps = steps;
        this.meters = meters;
        meters.expect(PipelineMeter.CASES_ALONE);
    }

    /** Waits for a place, which the case has until nothing of it is in memory, or until its walk ends. */
    Processor takePlace() {
        return exchange -> {
            boolean again = exchange.getProperty(ALONE, false, Boolean.class);
            CasesInWork.Place place = again ? cases.alone() : cases.beside();
            exchange.setProperty(PLACE, place);
            exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                @Override
                public void onDone(Exchange ended) {
                    place.close();
                }
            });
        };
    }

    /** A step of the loop; it passes over a case for which memory ran out in a step before. */
    <I extends CaseBody<I>, O> Processor step(String name, Class<I> takes, Function<I, O> word) {
        Processor step = steps.step(name, takes, body -> onDevice(word, body));
        return exchange -> {
            Object body = exchange.getMessage().getBody();
            if (takes.isInstance(body)) {
                CaseWork files = takes.cast(body).work();
                tried(step, files, exchange);
            }
        };
    }

    private void tried(Processor step, CaseWork files, Exchange exchange) throws Exception {
        try {
            step.process(exchange);
            if (!(exchange.getMessage().getBody() instanceof CaseBody<?>)) {
                place(exchange).ifPresent(CasesInWork.Place::close);
            }
        } catch (BadCaseException refused) {
            boolean shared =
                    place(exchange).filter(CasesInWork.Place::wasShared).isPresent();
            if (!shared || !WantOfMemory.isReasonOf(refused)) {
                throw refused;
            }
            letGo(exchange, files, refused);
        }
    }

    private void letGo(Exchange exchange, CaseWork files, BadCaseException refused) {
        LOG.atWarn()
                .addKeyValue("stage", Walk.stage(exchange))
                .addKeyValue("cause", refused.getMessage())
                .log("memory ran out beside other cases, trying again alone");
        meters.count(PipelineMeter.CASES_ALONE);
        Walk.triesAgain(exchange);
        exchange.getMessage().setBody(files);
        exchange.setProperty(ALONE, true);
        place(exchange).ifPresent(CasesInWork.Place::close);
    }

    private static Optional<CasesInWork.Place> place(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(PLACE, CasesInWork.Place.class));
    }

    private static <I extends CaseBody<I>, O> O onDevice(Function<I, O> word, I body) {
        try {
            return word.apply(body);
        } catch (DeviceMemoryException full) {
            String caseId = body.work().submitted().caseId();
            throw BadCaseException.of(
                            caseId, "memory of the device", String.valueOf(full.getMessage()), "enough for this case")
                    .because(full);
        }
    }
}
