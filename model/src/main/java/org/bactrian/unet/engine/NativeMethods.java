package org.bactrian.unet.engine;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Java's own native methods for files and memory, called once before the engine's libraries are loaded. That takes half a second and more,
 * in which the system's loader holds a lock, and Java looks a native method up under the same lock when it is called for the
 * first time: who opens a model or a scan meanwhile would wait to the end.
 */
final class NativeMethods {

    /** A small file of every JDK. */
    private static final String SMALL_FILE = "release";

    private NativeMethods() {}

    /** Calls them on files of the JDK; what fails here is looked up when it is needed. */
    static void callOnce() {
        Path home = Path.of(System.getProperty("java.home"));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(home)) {
            for (Path file : files) {
                Files.isDirectory(file);
                Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
                Files.isReadable(file);
            }
            readPart(home.resolve(SMALL_FILE));
        } catch (IOException neededLater) {
            return;
        }
        askForMemory(ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class), Runtime.getRuntime());
    }

    private static void askForMemory(OperatingSystemMXBean machine, Runtime java) {
        machine.getTotalMemorySize();
        java.totalMemory();
        java.freeMemory();
    }

    private static void readPart(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            channel.position(file.toFile().length() / 2);
            channel.read(ByteBuffer.allocate((int) Math.min(channel.size(), Byte.SIZE)));
        }
    }
}
