package org.bactrian.store.directory;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Keys as file names and back. Keys hold no segment that could leave the folder. */
final class FileNames {

    private FileNames() {}

    static Path file(Path folder, String key) {
        Path file = folder;
        for (String segment : key.split("/", -1)) {
            file = file.resolve(URLEncoder.encode(segment, StandardCharsets.UTF_8));
        }
        return file;
    }

    static String key(Path relative) {
        return StreamSupport.stream(relative.spliterator(), false)
                .map(segment -> URLDecoder.decode(segment.toString(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("/"));
    }
}
