package org.bactrian.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** The version of this program, as it was built. */
public final class BactrianVersion {

    private static final String RESOURCE = "version.properties";

    private BactrianVersion() {}

    /** Such as {@code 0.1.0}. */
    public static String current() {
        Properties properties = new Properties();
        try (InputStream stream = BactrianVersion.class.getResourceAsStream(RESOURCE)) {
            properties.load(Objects.requireNonNull(stream, RESOURCE));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + RESOURCE, unreadable);
        }
        return properties.getProperty("version");
    }
}
