package org.bactrian.store.s3;

import io.minio.GetObjectResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.bactrian.store.ObjectInfo;
import org.bactrian.store.ObjectKey;
import org.bactrian.store.StoreUnavailableException;

/** One object on its way to a file. Tells a store that broke off from a disk that is full. */
record Download(ObjectKey key, Path file) {

    private static final int BUFFER_BYTES = 1 << 17;

    ObjectInfo from(GetObjectResponse response) {
        boolean whole = false;
        try (response) {
            long size = copy(response);
            checkSize(response, size);
            whole = true;
            return new ObjectInfo(size, header(response, "ETag").orElse(""));
        } catch (IOException unwritable) {
            throw new UncheckedIOException("cannot write " + file, unwritable);
        } finally {
            if (!whole) {
                discard();
            }
        }
    }

    private long copy(InputStream content) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            long size = 0;
            for (int count = read(content, buffer); count >= 0; count = read(content, buffer)) {
                out.write(buffer, 0, count);
                size += count;
            }
            return size;
        }
    }

    private int read(InputStream content, byte[] buffer) {
        try {
            return content.read(buffer);
        } catch (IOException broken) {
            throw new StoreUnavailableException("%s: the download broke off".formatted(key), broken);
        }
    }

    private void checkSize(GetObjectResponse response, long size) throws IOException {
        Optional<String> announced = header(response, "Content-Length");
        if (announced.isPresent() && !announced.get().equals(Long.toString(size))) {
            IOException cause = new IOException("%d of %s bytes came".formatted(size, announced.get()));
            throw new StoreUnavailableException("%s: the download broke off".formatted(key), cause);
        }
    }

    private void discard() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException unremovable) {
            throw new UncheckedIOException("cannot remove what came of " + key, unremovable);
        }
    }

    private static Optional<String> header(GetObjectResponse response, String name) {
        return Optional.ofNullable(response.headers().get(name));
    }
}
