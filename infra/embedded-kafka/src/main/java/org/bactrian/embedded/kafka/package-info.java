/**
 * A Kafka broker from jars, run as a child process: one node that is broker and controller.
 *
 * <p>A data folder is <b>formatted</b> on the first start and used again afterwards; records and committed offsets survive
 * SIGKILL. It listens on the loopback address only, without encryption or accounts. Topics are made by clients.
 *
 * <pre>{@code
 * java -cp 'infra/embedded-kafka/target/lib/*:infra/embedded-kafka/target/classes' \
 *     org.bactrian.embedded.kafka.EmbeddedKafka --data /var/lib/bactrian/kafka --port 9092
 * READY 127.0.0.1:9092
 * }</pre>
 */
@NullMarked
package org.bactrian.embedded.kafka;

import org.jspecify.annotations.NullMarked;
