package org.bactrian.embedded;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A program that starts an S3 server, says its process id, and waits to be killed: {@code HOME DATA}. */
final class StartsAServer {

    private StartsAServer() {}

    public static void main(String[] arguments) throws InterruptedException {
        EmbeddedServers servers = new EmbeddedServers(Path.of(arguments[0]));
        ChildJvm store = servers.s3(Path.of(arguments[1]), 0, "user", "secret");
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8).println(store.pid());
        new CountDownLatch(1).await();
    }
}
