package org.bactrian.store.s3;

import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioAsyncClient;
import io.minio.ObjectWriteResponse;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.UploadObjectArgs;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import okhttp3.OkHttpClient;
import org.bactrian.store.NoSuchObjectException;
import org.bactrian.store.ObjectInfo;
import org.bactrian.store.ObjectKey;
import org.bactrian.store.ObjectPrefix;
import org.bactrian.store.ObjectStore;

/**
 * Objects on an S3 server. Connects within 5 s, waits at most 60 s for each read and write, and does not retry by
 * itself: the routes know when to.
 */
public final class S3ObjectStore implements ObjectStore {

    /** The embedded server holds a part in memory, so parts are small; 10,000 of them still make 160 GB. */
    private static final long PART_BYTES = 16L << 20;

    private static final int LARGEST_PAGE = 1000;
    private static final Set<String> THERE_ALREADY = Set.of("PreconditionFailed");
    private static final Set<String> MADE_MEANWHILE = Set.of("BucketAlreadyOwnedByYou", "BucketAlreadyExists");

    private final S3Requests requests;
    private final OkHttpClient connections;
    private final MinioAsyncClient client;

    /** Opens no connection yet. */
    public S3ObjectStore(S3Config config) {
        requests = new S3Requests(config.endpoint());
        connections = Connections.open();
        client = MinioAsyncClient.builder()
                .endpoint(config.endpoint().toString())
                .region(config.region())
                .credentials(config.accessKey(), config.secretKey())
                .httpClient(connections)
                .build();
    }

    @Override
    public ObjectInfo stat(ObjectKey key) {
        StatObjectResponse found = requests.answer(
                key,
                () -> client.statObject(StatObjectArgs.builder()
                        .bucket(key.bucket())
                        .object(key.key())
                        .build()));
        return new ObjectInfo(found.size(), found.etag());
    }

    @Override
    public InputStream open(ObjectKey key) {
        return get(key);
    }

    @Override
    public ObjectInfo download(ObjectKey key, Path file) {
        return new Download(key, file).from(get(key));
    }

    @Override
    public void upload(ObjectKey key, Path file, String contentType) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("cannot upload %s: there is no such file".formatted(file));
        }
        requests.answer(
                key,
                () -> client.uploadObject(UploadObjectArgs.builder()
                        .bucket(key.bucket())
                        .object(key.key())
                        .filename(file.toString(), PART_BYTES)
                        .contentType(contentType)
                        .build()));
    }

    @Override
    public void put(ObjectKey key, byte[] content, String contentType) {
        requests.answer(key, () -> put(key, content, contentType, Map.of()));
    }

    @Override
    public boolean putNew(ObjectKey key, byte[] content, String contentType) {
        return requests.answer(key, () -> put(key, content, contentType, Map.of("If-None-Match", "*"))
                .thenApply(written -> true)
                .exceptionally(failed -> unless(failed, THERE_ALREADY, false)));
    }

    @Override
    public List<ObjectKey> list(ObjectPrefix prefix) {
        List<ObjectKey> keys = new ArrayList<>();
        for (Result<Item> item : items(prefix, LARGEST_PAGE)) {
            String key = name(prefix, item);
            if (ObjectKey.isValid(prefix.bucket(), key)) {
                keys.add(new ObjectKey(prefix.bucket(), key));
            }
        }
        keys.sort(Comparator.comparing(ObjectKey::key));
        return keys;
    }

    @Override
    public void delete(ObjectKey key) {
        requests.answer(
                key,
                () -> client.removeObject(RemoveObjectArgs.builder()
                        .bucket(key.bucket())
                        .object(key.key())
                        .build()));
    }

    /** Lists one object: a HEAD request has no body, so that its 404 may also mean an unknown user. */
    @Override
    public boolean bucketExists(String bucket) {
        ObjectPrefix all = new ObjectPrefix(bucket, "");
        try {
            Iterator<Result<Item>> first = items(all, 1).iterator();
            if (first.hasNext()) {
                name(all, first.next());
            }
            return true;
        } catch (NoSuchObjectException missing) {
            return false;
        }
    }

    @Override
    public void createBucket(String bucket) {
        if (bucketExists(bucket)) {
            return;
        }
        requests.answer("bucket " + bucket, () -> client.makeBucket(
                        MakeBucketArgs.builder().bucket(bucket).build())
                .thenApply(made -> true)
                .exceptionally(failed -> unless(failed, MADE_MEANWHILE, false)));
    }

    @Override
    public void close() {
        Connections.close(connections);
    }

    private GetObjectResponse get(ObjectKey key) {
        return requests.answer(
                key,
                () -> client.getObject(GetObjectArgs.builder()
                        .bucket(key.bucket())
                        .object(key.key())
                        .build()));
    }

    private Iterable<Result<Item>> items(ObjectPrefix prefix, int page) {
        return client.listObjects(ListObjectsArgs.builder()
                .bucket(prefix.bucket())
                .prefix(prefix.prefix())
                .recursive(true)
                .maxKeys(page)
                .build());
    }

    private String name(ObjectPrefix prefix, Result<Item> item) {
        try {
            return item.get().objectName();
        } catch (MinioException | IOException | GeneralSecurityException failed) {
            throw requests.meaning(prefix, failed);
        }
    }

    /** The answer that a failure with one of these codes is; any other failure goes on. */
    private static boolean unless(Throwable failed, Set<String> codes, boolean answer) {
        if (S3Requests.isCode(failed, codes)) {
            return answer;
        }
        throw new CompletionException(failed);
    }

    private CompletableFuture<ObjectWriteResponse> put(
            ObjectKey key, byte[] content, String contentType, Map<String, String> conditions)
            throws MinioException, IOException, GeneralSecurityException {
        return client.putObject(PutObjectArgs.builder().bucket(key.bucket()).object(key.key()).stream(
                        new ByteArrayInputStream(content), content.length, -1)
                .contentType(contentType)
                .extraHeaders(conditions)
                .build());
    }
}
