package org.bactrian.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/**
 * A picture inside the page.
 *
 * @param caption what it shows
 * @param dataUri the PNG file itself, as {@code data:image/png;base64,...}
 */
public record Picture(String caption, String dataUri) {

    /** The picture of a PNG file. */
    public static Picture ofPng(String caption, Path png) throws IOException {
        return new Picture(
                caption, "data:image/png;base64," + Base64.getEncoder().encodeToString(Files.readAllBytes(png)));
    }
}
