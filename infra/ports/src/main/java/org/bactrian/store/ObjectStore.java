package org.bactrian.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Objects in buckets. Safe for use by many threads.
 *
 * <p>Every method may throw {@link StoreUnavailableException} and {@link StoreDeniedException}; those that read throw
 * {@link NoSuchObjectException} when the object or its bucket is missing, those that write when the bucket is. A local
 * file that cannot be read or written is an {@link java.io.UncheckedIOException}.
 */
public interface ObjectStore extends AutoCloseable {

    /** Size and ETag of an object. */
    ObjectInfo stat(ObjectKey key);

    /** Size and ETag of an object, or nothing when it is missing. */
    default Optional<ObjectInfo> find(ObjectKey key) {
        try {
            return Optional.of(stat(key));
        } catch (NoSuchObjectException missing) {
            return Optional.empty();
        }
    }

    /**
     * The content, streamed; the caller closes it. Reading throws an {@link IOException} when the store goes away or
     * the content ends early.
     */
    InputStream open(ObjectKey key);

    /**
     * The whole content of a small object.
     *
     * @param largest the most bytes to accept; more is {@link IllegalArgumentException}
     */
    default byte[] read(ObjectKey key, int largest) {
        try (InputStream content = open(key)) {
            byte[] bytes = content.readNBytes(largest);
            if (content.read() >= 0) {
                throw new IllegalArgumentException("%s has more than %d bytes".formatted(key, largest));
            }
            return bytes;
        } catch (IOException broken) {
            throw new StoreUnavailableException("reading " + key + " broke off", broken);
        }
    }

    /**
     * Streams the content to a file and checks that it arrived whole. The file is replaced; after a failure it is gone.
     *
     * @return size and ETag of what was downloaded, which may be newer than what {@link #stat} said before
     */
    ObjectInfo download(ObjectKey key, Path file);

    /** Uploads a file of any size, replacing the object; a large one in parts, never whole in memory. */
    void upload(ObjectKey key, Path file, String contentType);

    /** Writes a small object in one request, replacing the old one. */
    void put(ObjectKey key, byte[] content, String contentType);

    /**
     * Writes a small object in one request, unless there is one already. Of any number of writers that race, one wins.
     *
     * @return whether this call made it
     */
    boolean putNew(ObjectKey key, byte[] content, String contentType);

    /**
     * The objects below a prefix, in the order of their keys. Those whose keys {@link ObjectKey} refuses are left out:
     * this program writes none.
     */
    List<ObjectKey> list(ObjectPrefix prefix);

    /** Removes an object; one that is missing is no error. */
    void delete(ObjectKey key);

    /** Whether there is such a bucket, and whether it may be used. */
    boolean bucketExists(String bucket);

    /** Makes a bucket; one that this user already has is no error. */
    void createBucket(String bucket);

    /** Frees connections and threads. */
    @Override
    default void close() {}
}
