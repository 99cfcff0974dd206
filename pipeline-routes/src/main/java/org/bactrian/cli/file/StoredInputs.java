package org.bactrian.cli.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bactrian.app.BactrianConfig;
import org.bactrian.app.StoreConfig;
import org.bactrian.file.WholeFile;
import org.bactrian.route.WorkRoot;
import org.bactrian.store.NoSuchObjectException;
import org.bactrian.store.ObjectKey;
import org.bactrian.store.ObjectStore;
import org.bactrian.store.StoreDeniedException;
import org.bactrian.store.s3.S3ObjectStore;
import org.bactrian.volume.BadCaseException;

/**
 * Inputs {@code s3://bucket/key}: objects of the configured store, which are files for as long as they are in work. Each has
 * a place in a folder of this process below {@code work.root}, {@code bucket/key}, whether it is fetched or not; all are
 * gone when this is closed. Files outside of that folder are left as they are. Safe for use by many threads once the
 * first place was asked for.
 */
public final class StoredInputs implements AutoCloseable {

    private static final String SCHEME = "s3://";
    private static final int BUFFER_BYTES = 1 << 17;

    private final Supplier<BactrianConfig> config;
    private Optional<Opened> opened = Optional.empty();

    private record Opened(BactrianConfig config, ObjectStore store, WorkRoot work, Path folder) {}

    /**
     * Without a connection yet.
     *
     * @param config asked for when the first object is named, and not where there is none
     */
    public StoredInputs(Supplier<BactrianConfig> config) {
        this.config = config;
    }

    /** Whether an argument names an object. */
    public static boolean isObject(String input) {
        return input.startsWith(SCHEME);
    }

    /**
     * The file that an argument names; an object is fetched.
     *
     * @throws IllegalArgumentException when there is none
     */
    public Path file(String input) {
        if (input.isBlank()) {
            throw new IllegalArgumentException("INPUT is empty");
        }
        if (!isObject(input)) {
            Path file = Path.of(input);
            FileNames.requireExisting(List.of(file));
            return file;
        }
        Path place = place(input);
        if (!exists(place)) {
            throw new IllegalArgumentException("there is no object " + input);
        }
        fetch(place);
        return place;
    }

    /**
     * Where an object will lie.
     *
     * @throws IllegalArgumentException when its name is none, or the configuration is bad
     */
    public Path place(String uri) {
        ObjectKey key = ObjectKey.of(uri);
        return open().folder().resolve(key.bucket()).resolve(key.key());
    }

    /**
     * Whether there is such a file, or such an object.
     *
     * @throws IllegalArgumentException when the store refuses the credentials
     */
    public boolean exists(Path file) {
        return key(file).map(key -> asked(store -> store.find(key).isPresent())).orElseGet(() -> Files.exists(file));
    }

    /** Whether a file is the place of an object. */
    public boolean isStored(Path file) {
        return key(file).isPresent();
    }

    /**
     * Fetches an object, unless it is there already.
     *
     * @throws BadCaseException when it is missing
     * @throws UncheckedIOException when the disk has no room for it, or it is not as long as the store says
     * @throws org.bactrian.store.StoreUnavailableException when the store is away
     * @throws IllegalArgumentException when the store refuses the credentials
     */
    public void fetch(Path file) {
        if (Files.notExists(file)) {
            key(file).ifPresent(key -> fetch(key, file));
        }
    }

    /** Removes what was fetched of an object. */
    public void drop(Path file) {
        if (isStored(file)) {
            file.toFile().delete();
        }
    }

    @Override
    public void close() {
        opened.ifPresent(all -> {
            all.store().close();
            all.work().close();
        });
        opened = Optional.empty();
    }

    private Opened open() {
        if (opened.isEmpty()) {
            BactrianConfig read = config.get();
            WorkRoot work = WorkRoot.open(read.work().root());
            Path folder = work.filled("inputs", made -> made);
            opened = Optional.of(new Opened(read, new S3ObjectStore(read.store().s3()), work, folder));
        }
        return opened.orElseThrow();
    }

    private Optional<ObjectKey> key(Path file) {
        return opened.map(Opened::folder).filter(file::startsWith).map(folder -> {
            Path inside = folder.relativize(file);
            Path key = inside.subpath(1, inside.getNameCount());
            return new ObjectKey(inside.getName(0).toString(), key.toString());
        });
    }

    private void fetch(ObjectKey key, Path file) {
        try {
            long size = asked(store -> store.stat(key).size());
            Files.createDirectories(file.resolveSibling(""));
            requireRoom(size, file);
            WholeFile.write(file, out -> {
                try (InputStream in = asked(store -> store.open(key))) {
                    copy(key, in, out, size);
                }
            });
        } catch (NoSuchObjectException missing) {
            throw BadCaseException.of(key.toString(), "object", "missing", "one that the store has")
                    .because(missing);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot fetch " + key, failed);
        }
    }

    private static void requireRoom(long size, Path file) throws IOException {
        Path folder = file.resolveSibling("");
        long room = Files.getFileStore(folder).getUsableSpace();
        if (size > room) {
            throw new IOException("it has %d bytes, and the disk of work.root room for %d".formatted(size, room));
        }
    }

    /** What comes after the size that was told is not written. */
    private static void copy(ObjectKey key, InputStream in, OutputStream out, long size) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long left = size;
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            left -= count;
            if (left < 0) {
                break;
            }
            out.write(buffer, 0, count);
        }
        if (left != 0) {
            throw new IOException("%s did not come with the %d bytes that the store told".formatted(key, size));
        }
    }

    private <T> T asked(Function<ObjectStore, T> question) {
        StoreConfig settings = open().config().store();
        try {
            return question.apply(open().store());
        } catch (StoreDeniedException denied) {
            throw new IllegalArgumentException(
                    "%s refuses the credentials of '%s': %s (store.accessKey, BACTRIAN_STORE_SECRET_KEY)"
                            .formatted(settings.endpoint(), settings.accessKey(), denied.getMessage()),
                    denied);
        }
    }
}
