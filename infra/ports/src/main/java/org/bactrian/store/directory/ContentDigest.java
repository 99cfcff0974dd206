package org.bactrian.store.directory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.bactrian.store.ObjectInfo;

/** Size and ETag of a file. As in S3 the ETag is the MD5 of the content: it tells changes, it protects nothing. */
final class ContentDigest {

    private static final int BUFFER_BYTES = 1 << 17;

    private ContentDigest() {}

    static ObjectInfo of(Path file) throws IOException {
        MessageDigest digest = md5();
        long size = 0;
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream content = Files.newInputStream(file)) {
            for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                digest.update(buffer, 0, count);
                size += count;
            }
        }
        return new ObjectInfo(size, HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has MD5", impossible);
        }
    }
}
