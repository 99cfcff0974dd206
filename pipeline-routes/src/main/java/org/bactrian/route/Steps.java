package org.bactrian.route;

import java.time.Duration;
import java.util.function.Function;
import org.apache.camel.Processor;
import org.bactrian.metrics.Meters;
import org.bactrian.metrics.PipelineMeter;
import org.bactrian.volume.BadCaseException;

/**
 * Runs words as steps of a route: each has a name for failures, logs and meters, and its time is taken. Words are plain
 * functions from body to body and know nothing of Camel.
 */
final class Steps {

    private final Meters meters;
    private final Outage outage;

    Steps(Meters meters, Outage outage) {
        this.meters = meters;
        this.outage = outage;
    }

    /** A step that gives a word the body and takes the new body from it. */
    <I, O> Processor step(String name, Class<I> takes, Function<I, O> word) {
        return exchange -> {
            Walk.enter(exchange, name);
            I body = exchange.getMessage().getMandatoryBody(takes);
            long start = System.nanoTime();
            O left = apply(word, body, Walk.id(exchange));
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
            outage.over();
            meters.time(PipelineMeter.STAGE_SECONDS, elapsed, "stage", name);
            if (left instanceof Timed<?> timed) {
                Walk.keepsFilesIn(exchange, timed.work().folder());
                exchange.getMessage().setBody(timed.took(name, elapsed));
            } else {
                exchange.getMessage().setBody(left);
            }
        };
    }

    /** Errors would end the thread that consumes messages, without a word: they become failures of this case. */
    private static <I, O> O apply(Function<I, O> word, I body, String id) {
        try {
            return word.apply(body);
        } catch (OutOfMemoryError tooLarge) {
            String memory = "more than the %d MiB of this worker"
                    .formatted(Runtime.getRuntime().maxMemory() >> 20);
            throw BadCaseException.of(id, "memory needed", memory, "less").because(tooLarge);
        } catch (LinkageError | StackOverflowError | AssertionError broken) {
            throw new IllegalStateException("the program is broken: " + broken, broken);
        }
    }
}
