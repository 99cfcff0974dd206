package org.bactrian.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** Folders whose files appear under their names only when all of them are complete. */
public final class WholeFolder {

    private WholeFolder() {}

    /** What a folder is to hold. */
    @FunctionalInterface
    public interface Content {

        /** Called once, with an empty folder to write into. */
        void into(Path part) throws IOException;
    }

    /**
     * Writes a folder, and those above it where they are missing. In a folder that is there already what is written
     * replaces what has the same name; all else in it stays.
     *
     * @return the folder
     * @throws IOException when the disk fails while it is written; nothing of it is left then, and what was there stays
     */
    public static Path write(Path folder, Content content) throws IOException {
        boolean isThere = Files.isDirectory(folder);
        try (Aside aside = aside(folder.toAbsolutePath().normalize(), isThere)) {
            Path part = Files.createDirectory(aside.path().resolve("content"));
            content.into(part);
            if (isThere) {
                moveInto(folder, part);
            } else {
                Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
            }
            return folder;
        }
    }

    /** Inside a folder that is there: it may be the only place of its file system that can be written to. */
    private static Aside aside(Path folder, boolean isThere) throws IOException {
        return Aside.folder(isThere ? folder : folder.resolveSibling(""), String.valueOf(folder.getFileName()));
    }

    /** Moves take no space, so that a full disk does not stop them half-way. */
    private static void moveInto(Path folder, Path part) throws IOException {
        for (Path written : list(part)) {
            Path place = folder.resolve(String.valueOf(written.getFileName()));
            if (Files.isDirectory(written) && Files.isDirectory(place)) {
                moveInto(place, written);
            } else {
                Files.move(written, place, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    /** In the order of their names. */
    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.sorted().toList();
        }
    }
}
