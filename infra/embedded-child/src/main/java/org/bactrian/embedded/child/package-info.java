/**
 * The child side of an embedded server.
 *
 * <p>An embedded server is a real server in a JVM of its own. Its <b>parent</b> starts it with {@code --data DIR --port N
 * --watch-stdin}, waits for the line {@code READY <address>} on its standard output, and holds its standard input open:
 * when that ends, because the parent was stopped or died, the child stops too, and nothing is left behind. Started by a
 * person, without {@code --watch-stdin}, it runs until SIGTERM.
 *
 * <pre>{@code
 * public static void main(String[] arguments) {
 *     ChildProcess.run(arguments, options -> {
 *         Broker broker = Broker.start(options.data(), options.portOrFree());
 *         return new ChildProcess.Serving(broker.address(), broker::stop);
 *     });
 * }
 * }</pre>
 */
@NullMarked
package org.bactrian.embedded.child;

import org.jspecify.annotations.NullMarked;
