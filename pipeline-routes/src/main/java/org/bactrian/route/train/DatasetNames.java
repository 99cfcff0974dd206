package org.bactrian.route.train;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.bactrian.volume.BadCaseException;

/**
 * Refuses objects whose names no files of one folder can have. Were it left to the disk to refuse them, the disk would be
 * waited for, and all trainings behind this one with it.
 */
final class DatasetNames {

    /** What training makes of a case has a somewhat longer name than the case, and file systems take 255 bytes. */
    private static final int LONGEST_NAME = 200;

    private DatasetNames() {}

    /**
     * Checks the names of a dataset's objects, below its prefix.
     *
     * @throws BadCaseException naming the first that is no file name
     */
    static void require(Collection<String> names) {
        Set<String> known = new HashSet<>(names);
        for (String name : names) {
            for (int end = name.indexOf('/'); end >= 0; end = name.indexOf('/', end + 1)) {
                if (known.contains(name.substring(0, end))) {
                    throw BadCaseException.of(name.substring(0, end), "object", "a file and a folder", "one of both");
                }
            }
            for (String part : name.split("/", -1)) {
                if (part.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
                    throw BadCaseException.of("dataset", "file name", part, "at most %d bytes".formatted(LONGEST_NAME));
                }
            }
        }
    }
}
