package org.bactrian.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import org.bactrian.stage.Setting;
import org.bactrian.stage.Stage;
import org.bactrian.stage.StageFactory;
import org.bactrian.volume.Case;

/** A plug-in that holds a case in its middle: it says when a case has come, and waits until it is let go. */
public final class HoldStage implements StageFactory<HoldStage.Folder> {

    /** Where {@code entered} appears, and {@code release} is waited for. */
    public record Folder(
            @Setting("the folder of both files") String folder) {}

    @Override
    public String name() {
        return "hold";
    }

    @Override
    public String summary() {
        return "Holds a case until it is let go.";
    }

    @Override
    public Class<Folder> configType() {
        return Folder.class;
    }

    @Override
    public Stage create(Folder config) {
        return input -> held(input, Path.of(config.folder()));
    }

    private static Case held(Case input, Path folder) {
        try {
            Files.writeString(folder.resolve("entered"), input.id());
            await(folder.resolve("release"));
            return input;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Waits until a file is there. */
    static void await(Path file) throws IOException, InterruptedException {
        try (WatchService watch = file.getFileSystem().newWatchService()) {
            file.resolveSibling(".").register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            while (!Files.exists(file)) {
                watch.take().reset();
            }
        }
    }
}
