package org.bactrian.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every object store does. An adapter's test extends this and opens the store. */
public abstract class ObjectStoreContract {

    private static final String JSON = "application/json";
    private static final String BYTES = "application/octet-stream";

    /** More than two parts of a multipart upload. */
    private static final int LARGE_BYTES = 40 << 20;

    /** A folder of this test's own. */
    protected Path folder;

    /** A bucket of this test's own. */
    protected String bucket;

    private ObjectStore store;

    protected abstract ObjectStore openStore();

    @BeforeEach
    void makeBucket(@TempDir Path temporary) {
        folder = temporary;
        store = openStore();
        bucket = "contract-" + Long.toString(System.nanoTime(), 36);
        store.createBucket(bucket);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void whatWasPutIsRead() throws IOException {
        store.put(key("a/b.json"), "{\"kidneys\": 2}".getBytes(UTF_8), JSON);

        try (InputStream content = store.open(key("a/b.json"))) {
            assertThat(content.readAllBytes()).asString(UTF_8).isEqualTo("{\"kidneys\": 2}");
        }
        assertThat(store.read(key("a/b.json"), 14)).asString(UTF_8).isEqualTo("{\"kidneys\": 2}");
        assertThat(store.stat(key("a/b.json")).size()).isEqualTo(14);
    }

    @Test
    void anEmptyObjectIsAnObject() {
        store.put(key("empty"), new byte[0], BYTES);

        assertThat(store.read(key("empty"), 10)).isEmpty();
        assertThat(store.find(key("empty"))).map(ObjectInfo::size).contains(0L);
    }

    @Test
    void aLaterPutReplaces() {
        store.put(key("a"), "first".getBytes(UTF_8), BYTES);
        store.put(key("a"), "second".getBytes(UTF_8), BYTES);

        assertThat(store.read(key("a"), 100)).asString(UTF_8).isEqualTo("second");
    }

    @Test
    void moreThanTheReaderAcceptsIsRefused() {
        store.put(key("a"), new byte[1001], BYTES);

        assertThatThrownBy(() -> store.read(key("a"), 1000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more than 1000 bytes");
    }

    @Test
    void theETagFollowsTheContent() {
        store.put(key("a"), "same".getBytes(UTF_8), BYTES);
        store.put(key("b"), "same".getBytes(UTF_8), BYTES);
        store.put(key("c"), "other".getBytes(UTF_8), BYTES);

        assertThat(store.stat(key("a")).etag())
                .isEqualTo(store.stat(key("b")).etag())
                .isNotEqualTo(store.stat(key("c")).etag())
                .matches("[0-9a-f-]+");
    }

    @Test
    void aLargeFileGoesUpAndComesDownTheSame() throws IOException {
        Path file = randomFile(LARGE_BYTES);
        Path copy = folder.resolve("copy");

        store.upload(key("ct.nii.gz"), file, "application/gzip");
        ObjectInfo downloaded = store.download(key("ct.nii.gz"), copy);

        assertThat(Files.mismatch(file, copy)).isEqualTo(-1);
        assertThat(downloaded).isEqualTo(store.stat(key("ct.nii.gz")));
        assertThat(downloaded.size()).isEqualTo(LARGE_BYTES);
    }

    @Test
    void aDownloadReplacesTheFile() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "an older and longer content");
        store.put(key("a"), "new".getBytes(UTF_8), BYTES);

        store.download(key("a"), file);

        assertThat(file).hasContent("new");
    }

    @Test
    void aFolderThatIsNotThereIsNoFaultOfTheStore() {
        store.put(key("a"), "new".getBytes(UTF_8), BYTES);

        assertThatThrownBy(() -> store.download(key("a"), folder.resolve("missing/file")))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void aLocalFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> store.upload(key("a"), folder.resolve("missing.nii"), BYTES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("missing.nii");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "with space/and + plus",
                "ü/Nière/腎臓/почка",
                "100% sure?.nii.gz",
                "a&b=c;d#e",
                "quote'\"<x>",
                "%2F..%2e",
                "dots...",
                "back\\slash",
                "~tilde!*()[]{}"
            })
    void oddKeysAreKept(String odd) {
        store.put(key(odd), odd.getBytes(UTF_8), BYTES);

        assertThat(store.read(key(odd), 100)).asString(UTF_8).isEqualTo(odd);
        assertThat(store.list(new ObjectPrefix(bucket, ""))).containsExactly(key(odd));
    }

    @Test
    void listsWhatLiesBelowAPrefixInOrder() {
        for (String name : List.of("b/2", "b/1/x", "b/10", "a", "bb", "c/1")) {
            store.put(key(name), new byte[1], BYTES);
        }

        assertThat(store.list(new ObjectPrefix(bucket, "b/"))).containsExactly(key("b/1/x"), key("b/10"), key("b/2"));
        assertThat(store.list(new ObjectPrefix(bucket, "b"))).hasSize(4).contains(key("bb"));
        assertThat(store.list(new ObjectPrefix(bucket, "none/"))).isEmpty();
    }

    @Test
    void theFirstPutNewWins() {
        boolean first = store.putNew(key("result.json"), "first".getBytes(UTF_8), JSON);
        boolean second = store.putNew(key("result.json"), "second".getBytes(UTF_8), JSON);

        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(store.read(key("result.json"), 100)).asString(UTF_8).isEqualTo("first");
    }

    @Test
    void ofEightWritersThatRaceOneWins() throws Exception {
        int writers = 8;
        for (int round = 0; round < 5; round++) {
            ObjectKey manifest = key("round" + round + "/result.json");

            List<Boolean> won = race(writers, manifest);

            assertThat(won).containsOnlyOnce(true).hasSize(writers);
            assertThat(store.read(manifest, 100)).asString(UTF_8).isEqualTo("writer " + won.indexOf(true));
        }
    }

    @Test
    void aMissingObjectIsNamed() {
        ObjectKey missing = key("missing.nii.gz");

        assertThat(store.find(missing)).isEmpty();
        assertMissing(() -> store.stat(missing), "missing.nii.gz");
        assertMissing(() -> store.read(missing, 10), "missing.nii.gz");
        assertMissing(() -> store.download(missing, folder.resolve("file")), "missing.nii.gz");
        assertThat(folder.resolve("file")).doesNotExist();
    }

    @Test
    void aMissingBucketIsNamed() {
        ObjectKey missing = new ObjectKey("no-such-bucket", "a");

        assertThat(store.bucketExists("no-such-bucket")).isFalse();
        assertThat(store.find(missing)).isEmpty();
        assertMissing(() -> store.read(missing, 10), "no-such-bucket");
        assertMissing(() -> store.put(missing, new byte[1], BYTES), "no-such-bucket");
        assertMissing(() -> store.putNew(missing, new byte[1], BYTES), "no-such-bucket");
        assertMissing(() -> store.list(new ObjectPrefix("no-such-bucket", "a/")), "no-such-bucket");
    }

    @Test
    void deletingTwiceIsNoError() {
        store.put(key("a"), new byte[1], BYTES);

        store.delete(key("a"));
        store.delete(key("a"));

        assertThat(store.find(key("a"))).isEmpty();
    }

    @Test
    void makingABucketTwiceIsNoErrorAndKeepsItsObjects() {
        store.put(key("a"), new byte[1], BYTES);

        store.createBucket(bucket);

        assertThat(store.bucketExists(bucket)).isTrue();
        assertThat(store.find(key("a"))).isPresent();
    }

    protected final ObjectKey key(String key) {
        return new ObjectKey(bucket, key);
    }

    protected final Path randomFile(int bytes) throws IOException {
        Path file = folder.resolve("random" + bytes);
        byte[] block = new byte[1 << 20];
        new Random(bytes).nextBytes(block);
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            for (int start = 0; start < bytes; start += block.length) {
                block[0]++;
                out.write(block, 0, Math.min(block.length, bytes - start));
            }
        }
        return file;
    }

    private List<Boolean> race(int writers, ObjectKey manifest) throws Exception {
        CyclicBarrier start = new CyclicBarrier(writers);
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        List<Future<Boolean>> running = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            byte[] content = ("writer " + i).getBytes(UTF_8);
            running.add(threads.submit(() -> {
                start.await();
                return store.putNew(manifest, content, JSON);
            }));
        }
        List<Boolean> won = new ArrayList<>();
        for (Future<Boolean> writer : running) {
            won.add(writer.get());
        }
        threads.shutdown();
        return won;
    }

    private static void assertMissing(ThrowingCallable call, String name) {
        assertThatThrownBy(call).isInstanceOf(NoSuchObjectException.class).hasMessageContaining(name);
    }
}
