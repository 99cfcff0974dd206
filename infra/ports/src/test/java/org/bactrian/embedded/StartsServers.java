package org.bactrian.embedded;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A program that starts both servers, says their process ids, and waits to be killed: {@code HOME DATA}. */
final class StartsServers {

    private StartsServers() {}

    public static void main(String[] arguments) throws InterruptedException {
        EmbeddedServers servers = new EmbeddedServers(Path.of(arguments[0]));
        Path data = Path.of(arguments[1]);
        ChildJvm store = servers.s3(data.resolve("s3"), 0, "user", "secret");
        ChildJvm kafka = servers.kafka(data.resolve("kafka"), 0);
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        out.println(store.pid());
        out.println(kafka.pid());
        new CountDownLatch(1).await();
    }
}
