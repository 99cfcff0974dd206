package org.bactrian.segment;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;

/** Where the small models of nnU-Net's first version lie that {@code make_first_version.py} has made, and their scans. */
public final class FirstVersionFiles {

    private FirstVersionFiles() {}

    /** A model folder, or a scan. */
    public static Path of(String name) {
        try {
            return Path.of(Objects.requireNonNull(FirstVersionFiles.class.getResource("firstversion/" + name))
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
