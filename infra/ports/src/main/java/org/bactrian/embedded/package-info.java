/**
 * Starts the embedded servers: a Kafka broker and an S3 server, each a <b>child</b> JVM with a class path of its own.
 *
 * <p>The build leaves each server in {@code infra/embedded-*}{@code /target} below the project's <b>home</b>: its jar, and
 * {@code lib} with what it needs. A child says {@code READY <address>} when it serves, and stops when this process does,
 * however that happens: it watches the pipe that holds its standard input.
 *
 * <pre>{@code
 * EmbeddedServers servers = EmbeddedServers.atHome();
 * try (ChildJvm kafka = servers.kafka(work.resolve("kafka"), 0)) {
 *     connect(kafka.address());  // 127.0.0.1:43210
 * }
 * }</pre>
 */
@NullMarked
package org.bactrian.embedded;

import org.jspecify.annotations.NullMarked;
