package org.bactrian.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bactrian.app.Preflight.Finding;

/** Tries the folder for files of running cases. */
final class WorkCheck {

    private static final String SUBJECT = "work";
    private static final long MEBIBYTE = 1L << 20;

    private WorkCheck() {}

    static List<Finding> of(WorkConfig config) {
        Path root = config.root();
        try {
            Files.createDirectories(root);
            Files.delete(Files.createTempFile(root, "check", ""));
            long free = Files.getFileStore(root).getUsableSpace() / MEBIBYTE;
            return List.of(new Finding(
                    SUBJECT,
                    free >= config.freeMebibytes(),
                    "%s has %d MiB free, %d are asked for (work.freeMebibytes)"
                            .formatted(root, free, config.freeMebibytes())));
        } catch (IOException unwritable) {
            return List.of(Finding.bad(SUBJECT, "%s cannot be written: %s (work.root)".formatted(root, unwritable)));
        }
    }
}
