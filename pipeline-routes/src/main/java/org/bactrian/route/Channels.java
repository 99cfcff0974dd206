package org.bactrian.route;

/**
 * Where messages come from and go to, as Camel endpoint addresses: Kafka topics in a worker, {@code direct:} and
 * {@code mock:} endpoints in tests.
 *
 * @param cases submitted cases are consumed from here
 * @param results case events go here
 * @param deadLetters messages that can never succeed go here
 * @param training requests for training are consumed from here
 * @param reports training events go here
 */
public record Channels(String cases, String results, String deadLetters, String training, String reports) {

    /** Twice what a broker takes from others: a dead letter has headers beside the message. */
    public static final int LARGEST_MESSAGE_BYTES = 2 << 20;
}
