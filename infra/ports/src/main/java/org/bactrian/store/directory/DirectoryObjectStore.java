package org.bactrian.store.directory;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.bactrian.store.NoSuchObjectException;
import org.bactrian.store.ObjectInfo;
import org.bactrian.store.ObjectKey;
import org.bactrian.store.ObjectPrefix;
import org.bactrian.store.ObjectStore;
import org.bactrian.store.StoreUnavailableException;

/**
 * Objects in a folder. Several processes may use it at once. Unlike S3 it cannot hold both {@code a} and {@code a/b}, a
 * segment has at most 255 bytes as written, and content types are not kept.
 */
public final class DirectoryObjectStore implements ObjectStore {

    private final Path root;
    private final Path incoming;

    /** Makes the folder when it is missing. */
    public DirectoryObjectStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
        incoming = this.root.resolve(".incoming");
        attempt(root, () -> Files.createDirectories(incoming));
    }

    @Override
    public ObjectInfo stat(ObjectKey key) {
        return attempt(key, () -> ContentDigest.of(existing(key)));
    }

    @Override
    public InputStream open(ObjectKey key) {
        return attempt(key, () -> Files.newInputStream(existing(key)));
    }

    @Override
    public ObjectInfo download(ObjectKey key, Path file) {
        Path source = attempt(key, () -> existing(key));
        try {
            Files.copy(source, file, StandardCopyOption.REPLACE_EXISTING);
            return ContentDigest.of(file);
        } catch (NoSuchFileException missing) {
            throw Files.exists(source) ? new UncheckedIOException(missing) : new NoSuchObjectException(key);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("cannot write " + file, unwritable);
        }
    }

    @Override
    public void upload(ObjectKey key, Path file, String contentType) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("cannot upload %s: there is no such file".formatted(file));
        }
        replace(key, aside -> Files.copy(file, aside));
    }

    @Override
    public void put(ObjectKey key, byte[] content, String contentType) {
        replace(key, aside -> Files.write(aside, content));
    }

    @Override
    public boolean putNew(ObjectKey key, byte[] content, String contentType) {
        return attempt(key, () -> {
            Path target = place(key);
            Path aside = aside();
            try {
                Files.write(aside, content);
                // A move may replace what is there; a second link to the whole content may not.
                Files.createLink(target, aside);
                return true;
            } catch (FileAlreadyExistsException taken) {
                return false;
            } finally {
                Files.deleteIfExists(aside);
            }
        });
    }

    @Override
    public List<ObjectKey> list(ObjectPrefix prefix) {
        Path folder = bucket(prefix.bucket());
        return attempt(prefix, () -> {
            try (Stream<Path> files = Files.walk(folder)) {
                return files.filter(Files::isRegularFile)
                        .map(file -> new ObjectKey(prefix.bucket(), FileNames.key(folder.relativize(file))))
                        .filter(prefix::holds)
                        .sorted(Comparator.comparing(ObjectKey::key))
                        .toList();
            }
        });
    }

    @Override
    public void delete(ObjectKey key) {
        attempt(key, () -> Files.deleteIfExists(file(key)));
    }

    @Override
    public boolean bucketExists(String bucket) {
        return Files.isDirectory(root.resolve(bucket));
    }

    @Override
    public void createBucket(String bucket) {
        Path folder = root.resolve(new ObjectPrefix(bucket, "").bucket());
        attempt(bucket, () -> Files.createDirectories(folder));
    }

    private void replace(ObjectKey key, Writer writer) {
        attempt(key, () -> {
            Path target = place(key);
            Path aside = aside();
            try {
                writer.write(aside);
                return Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(aside);
            }
        });
    }

    /** The file of an object about to be written, its folders made. */
    private Path place(ObjectKey key) throws IOException {
        Path file = file(key);
        Files.createDirectories(file.resolveSibling("."));
        return file;
    }

    private Path existing(ObjectKey key) {
        Path file = file(key);
        if (!Files.isRegularFile(file)) {
            throw new NoSuchObjectException(key);
        }
        return file;
    }

    private Path file(ObjectKey key) {
        return FileNames.file(bucket(key.bucket()), key.key());
    }

    private Path bucket(String bucket) {
        if (!bucketExists(bucket)) {
            throw new NoSuchObjectException("bucket " + bucket);
        }
        return root.resolve(bucket);
    }

    private Path aside() {
        return incoming.resolve(UUID.randomUUID().toString());
    }

    private static <T> T attempt(Object target, Action<T> action) {
        try {
            return action.run();
        } catch (NoSuchFileException missing) {
            throw new NoSuchObjectException(target);
        } catch (IOException failed) {
            throw new StoreUnavailableException("%s: %s".formatted(target, failed), failed);
        }
    }

    private interface Action<T> {
        T run() throws IOException;
    }

    private interface Writer {
        Object write(Path file) throws IOException;
    }
}
