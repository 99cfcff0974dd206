package org.bactrian.volume;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The folder of reference data beside the project; a test that needs it is skipped where it is absent. */
public final class SharedFolder {

    private SharedFolder() {}

    /** A file or folder in it, such as {@code data/kits19}. */
    public static Path path(String inside) {
        Path found = project().resolveSibling("shared").resolve(inside);
        Assumptions.assumeTrue(Files.exists(found), () -> "no reference data: shared/" + inside);
        return found;
    }

    /** The root of the project. */
    public static Path project() {
        Path folder = Path.of("").toAbsolutePath();
        for (Path parent = folder; parent != null; parent = parent.getParent()) {
            if (Files.isDirectory(parent.resolve(".mvn"))) {
                return parent;
            }
        }
        throw new IllegalStateException("not inside the project: " + folder);
    }
}
