package org.bactrian.checkpoint.nnunet.zip;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.bactrian.file.ZipLimits;
import org.bactrian.volume.BadCaseException;

/** The files of a zip that nobody vouches for: no name leads out of it, and no entry is believed what it says of its size. */
final class ZippedFiles {

    /** Five folds of the largest preset take 8 GB. */
    private static final long MOST_BYTES = 16L << 30;

    private static final int BUFFER = 1 << 16;

    private final String source;
    private final ZipFile zip;
    private long bytesLeft = MOST_BYTES;

    /**
     * Looks at all names.
     *
     * @param source names the zip in refusals
     * @throws BadCaseException when one leads out of the zip
     */
    ZippedFiles(String source, ZipFile zip) {
        this.source = source;
        this.zip = zip;
        names().stream().filter(ZipLimits::leadsOut).findFirst().ifPresent(name -> {
            throw BadCaseException.of(source, "entry", name, "names below the zip's own folder");
        });
    }

    List<String> names() {
        return zip.stream().map(ZipEntry::getName).toList();
    }

    /**
     * Unpacks files of a folder of the zip.
     *
     * @param folder in the zip
     * @param wanted which of the names in it
     * @throws BadCaseException when they unpack to more than models take
     */
    void unpack(String folder, Predicate<String> wanted, Path target) throws IOException {
        for (ZipEntry entry : zip.stream().toList()) {
            String name = entry.getName();
            if (name.startsWith(folder + "/") && wanted.test(name.substring(folder.length() + 1))) {
                Path file = target.resolve(name.substring(folder.length() + 1));
                Files.createDirectories(file.resolveSibling(""));
                unpack(entry, file);
            }
        }
    }

    private void unpack(ZipEntry entry, Path target) throws IOException {
        long most = ZipLimits.mostBytes(entry);
        try (InputStream in = zip.getInputStream(entry);
                OutputStream out = Files.newOutputStream(target)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                most -= read;
                bytesLeft -= read;
                if (most < 0 || bytesLeft < 0) {
                    throw BadCaseException.of(
                            source,
                            entry.getName(),
                            "more than %d times its packed size, or more than %d GB with the others"
                                    .formatted(ZipLimits.LARGEST_RATIO, MOST_BYTES >> 30),
                            "the files of a model");
                }
                out.write(buffer, 0, read);
            }
        }
    }
}
