package org.bactrian.app;

import java.util.Optional;

/** A worker in a process of its own, configured by its environment. SIGTERM drains it. */
final class WorkerProcess {

    private WorkerProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        Worker worker = Worker.start(BactrianConfig.read(Optional.empty(), System.getenv()));
        Runtime.getRuntime().addShutdownHook(new Thread(worker::close));
        worker.awaitClose();
    }
}
