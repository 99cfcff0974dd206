package org.bactrian.route;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.event.BadMessageException;
import org.bactrian.event.DeadLetter;
import org.bactrian.event.FailureReason;
import org.bactrian.store.NoSuchObjectException;
import org.bactrian.volume.BadCaseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says of a failed exchange why it is given up. */
public final class Failure implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(Failure.class);
    private static final String PROPERTY = "bactrian.failure";

    private final Clock clock;

    Failure(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        Throwable cause = cause(exchange);
        Delivery delivery = Delivery.of(exchange);
        DeadLetter letter = new DeadLetter(
                reason(cause),
                stage(exchange, cause),
                message(cause),
                cause.getClass().getName(),
                delivery.topic(),
                delivery.partition(),
                delivery.offset(),
                delivery.earlierAttempts() + Walk.tries(exchange),
                clock.instant());
        exchange.setProperty(PROPERTY, letter);
        log(letter, cause);
    }

    /** Why an exchange is given up. */
    public static DeadLetter of(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(PROPERTY, DeadLetter.class))
                .orElseThrow(() -> new IllegalStateException("the exchange has not failed"));
    }

    /** What was thrown, without the wrapping of those who only pass it on. */
    static Throwable cause(Exchange exchange) {
        Throwable caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        boolean wrapped = caught instanceof ExecutionException || caught instanceof CamelExecutionException;
        return Optional.ofNullable(wrapped ? caught.getCause() : caught)
                .orElseGet(() -> new IllegalStateException("nothing was thrown"));
    }

    private static FailureReason reason(Throwable cause) {
        if (cause instanceof BadMessageException) {
            return FailureReason.BAD_MESSAGE;
        }
        if (cause instanceof NoSuchObjectException) {
            return FailureReason.MISSING_OBJECT;
        }
        return cause instanceof BadCaseException ? FailureReason.BAD_CASE : FailureReason.UNEXPECTED;
    }

    private static String stage(Exchange exchange, Throwable cause) {
        Optional<String> named = cause instanceof BadCaseException bad ? bad.stage() : Optional.empty();
        return named.filter(name -> name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,127}"))
                .orElseGet(() -> Walk.stage(exchange));
    }

    private static String message(Throwable cause) {
        return reason(cause) == FailureReason.UNEXPECTED ? cause.toString() : String.valueOf(cause.getMessage());
    }

    private static void log(DeadLetter letter, Throwable cause) {
        var line = LOG.atWarn()
                .addKeyValue("stage", letter.stage())
                .addKeyValue("reason", letter.reason().text())
                .addKeyValue("message", letter.message())
                .addKeyValue("attempts", letter.attempts());
        boolean ours = letter.reason() == FailureReason.UNEXPECTED;
        (ours ? line.setCause(cause) : line).log("given up");
    }
}
