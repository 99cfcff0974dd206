package org.bactrian.route;

import java.time.Clock;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.camel.Processor;
import org.bactrian.volume.BadCaseException;

/**
 * Runs words as steps of a route: each has a name for failures, logs and meters, and its time is taken. Words are plain
 * functions from body to body and know nothing of Camel.
 */
public final class Steps {

    private final BiConsumer<String, Duration> times;
    private final Outage outage;
    private final Clock clock;

    /**
     * Steps.
     *
     * @param times told the name of each step and how long it took
     * @param outage told when something that was away answers again
     * @param clock tells when something was given up
     */
    public Steps(BiConsumer<String, Duration> times, Outage outage, Clock clock) {
        this.times = times;
        this.outage = outage;
        this.clock = clock;
    }

    /** A step that gives a word the body and takes the new body from it. */
    public <I, O> Processor step(String name, Class<I> takes, Function<I, O> word) {
        return exchange -> {
            Walk.enter(exchange, name);
            I body = exchange.getMessage().getMandatoryBody(takes);
            long start = System.nanoTime();
            O left = apply(word, body, Walk.id(exchange));
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
            outage.over(exchange);
            times.accept(name, elapsed);
            if (left instanceof KeepsFiles keeper) {
                Walk.keepsFilesIn(exchange, keeper.folder());
            }
            exchange.getMessage().setBody(left instanceof Timed<?> timed ? timed.took(name, elapsed) : left);
        };
    }

    /** The step that tells Kafka that a message is done, the last of every walk. */
    public Processor commit() {
        return new CommitOffset(outage);
    }

    /** The step that turns what is given up into a dead letter. */
    public Processor writeDeadLetter() {
        return new WriteDeadLetter(clock);
    }

    /** Errors would end the thread that consumes messages, without a word: they become failures of this message. */
    private static <I, O> O apply(Function<I, O> word, I body, String id) {
        try {
            return word.apply(body);
        } catch (OutOfMemoryError tooLarge) {
            String memory = "more than the %d MiB that Java has here"
                    .formatted(Runtime.getRuntime().maxMemory() >> 20);
            throw BadCaseException.of(id, "memory needed", memory, "less, or more for Java (-Xmx)")
                    .because(tooLarge);
        } catch (LinkageError | StackOverflowError | AssertionError broken) {
            throw new IllegalStateException("the program is broken: " + broken, broken);
        }
    }
}
