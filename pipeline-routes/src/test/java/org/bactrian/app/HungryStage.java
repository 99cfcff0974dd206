package org.bactrian.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bactrian.stage.Setting;
import org.bactrian.stage.Stage;
import org.bactrian.stage.StageFactory;
import org.bactrian.volume.Case;

/**
 * A plug-in that takes more than half of a worker's memory. The first case keeps it until it ran out for another: that one
 * writes {@code ran-out}.
 */
public final class HungryStage implements StageFactory<HungryStage.Meal> {

    /** What is taken, and where files tell how far cases are. */
    public record Meal(
            @Setting("the folder of the files") String folder,
            @Setting("how much to take") int mebibytes) {}

    @Override
    public String name() {
        return "hungry";
    }

    @Override
    public String summary() {
        return "Takes much memory.";
    }

    @Override
    public Class<Meal> configType() {
        return Meal.class;
    }

    @Override
    public Stage create(Meal meal) {
        return input -> fed(input, Path.of(meal.folder()), meal.mebibytes() << 20);
    }

    private static Case fed(Case input, Path folder, int bytes) {
        try {
            if (isFirst(folder)) {
                byte[] taken = new byte[bytes];
                Files.createFile(folder.resolve("taken"));
                HoldStage.await(folder.resolve("ran-out"));
                taken[0]++;
            } else {
                HoldStage.await(folder.resolve("taken"));
                take(bytes, folder);
            }
            return input;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static boolean isFirst(Path folder) throws IOException {
        try {
            Files.createFile(folder.resolve("begun"));
            return true;
        } catch (FileAlreadyExistsException another) {
            return false;
        }
    }

    private static void take(int bytes, Path folder) throws IOException {
        try {
            byte[] taken = new byte[bytes];
            taken[0]++;
        } catch (OutOfMemoryError tooMuch) {
            Files.writeString(folder.resolve("ran-out"), "");
            throw tooMuch;
        }
    }
}
