package org.bactrian.store.s3;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/** HTTP connections with time limits, on threads that do not keep the program alive. */
final class Connections {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private Connections() {}

    static OkHttpClient open() {
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "s3");
            thread.setDaemon(true);
            return thread;
        });
        return new OkHttpClient.Builder()
                .dispatcher(new Dispatcher(threads))
                .connectTimeout(CONNECT)
                .readTimeout(SILENCE)
                .writeTimeout(SILENCE)
                .build();
    }

    static void close(OkHttpClient connections) {
        connections.dispatcher().executorService().shutdown();
        connections.connectionPool().evictAll();
    }
}
