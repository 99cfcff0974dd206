package org.bactrian.embedded;

import java.util.concurrent.TimeUnit;

/** A server in a child JVM. It stops when this process ends, if nobody stops it before. */
public final class ChildJvm implements AutoCloseable {

    private static final long STOP_SECONDS = 20;

    private final JvmCommand command;
    private final Process process;
    private final String address;

    private ChildJvm(JvmCommand command, Process process, String address) {
        this.command = command;
        this.process = process;
        this.address = address;
    }

    /**
     * Starts a child and waits until it serves.
     *
     * @throws IllegalStateException with the child's last words when it ends or stays silent instead
     */
    static ChildJvm start(JvmCommand command) {
        Process process = command.launch();
        ChildOutput output = new ChildOutput(command.name(), process);
        try {
            return new ChildJvm(command, process, output.awaitReady());
        } catch (IllegalStateException failed) {
            end(process);
            throw failed;
        }
    }

    /** What clients connect to. */
    public String address() {
        return address;
    }

    /** The process id. */
    public long pid() {
        return process.pid();
    }

    /** Whether the process runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL: as if the machine's power failed. */
    public void kill() {
        end(process);
    }

    /** Starts the server again on its port and data; one that still runs is stopped before. */
    public ChildJvm restart() {
        close();
        return start(command.onPort(Integer.parseInt(address.substring(address.lastIndexOf(':') + 1))));
    }

    /** SIGTERM; SIGKILL when it takes more than 20 s. */
    @Override
    public void close() {
        process.destroy();
        if (!endsInTime(process)) {
            end(process);
        }
    }

    private static void end(Process process) {
        process.destroyForcibly();
        endsInTime(process);
    }

    private static boolean endsInTime(Process process) {
        try {
            return process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
