package org.bactrian.store.s3;

import static org.bactrian.store.s3.S3Failure.translated;

import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.ObjectWriteResponse;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.UploadObjectArgs;
import io.minio.errors.ErrorResponseException;
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
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;
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

    private final OkHttpClient connections;
    private final MinioClient client;

    /** Opens no connection yet. */
    public S3ObjectStore(S3Config config) {
        connections = Connections.open();
        client = MinioClient.builder()
                .endpoint(config.endpoint().toString())
                .region(config.region())
                .credentials(config.accessKey(), config.secretKey())
                .httpClient(connections)
                .build();
    }

    @Override
    public ObjectInfo stat(ObjectKey key) {
        StatObjectResponse found = translated(
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
        translated(
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
        translated(key, () -> put(key, content, contentType, Map.of()));
    }

    @Override
    public boolean putNew(ObjectKey key, byte[] content, String contentType) {
        return translated(key, () -> {
            try {
                put(key, content, contentType, Map.of("If-None-Match", "*"));
                return true;
            } catch (ErrorResponseException answered) {
                if (S3Failure.isPreconditionFailed(answered)) {
                    return false;
                }
                throw answered;
            }
        });
    }

    @Override
    public List<ObjectKey> list(ObjectPrefix prefix) {
        Iterable<Result<Item>> items = client.listObjects(ListObjectsArgs.builder()
                .bucket(prefix.bucket())
                .prefix(prefix.prefix())
                .recursive(true)
                .build());
        List<ObjectKey> keys = new ArrayList<>();
        for (Result<Item> item : items) {
            String key = translated(prefix, item::get).objectName();
            if (ObjectKey.isValid(prefix.bucket(), key)) {
                keys.add(new ObjectKey(prefix.bucket(), key));
            }
        }
        keys.sort(Comparator.comparing(ObjectKey::key));
        return keys;
    }

    @Override
    public void delete(ObjectKey key) {
        translated(key, () -> {
            client.removeObject(RemoveObjectArgs.builder()
                    .bucket(key.bucket())
                    .object(key.key())
                    .build());
            return key;
        });
    }

    @Override
    public boolean bucketExists(String bucket) {
        return translated(
                "bucket " + bucket,
                () -> client.bucketExists(
                        BucketExistsArgs.builder().bucket(bucket).build()));
    }

    @Override
    public void createBucket(String bucket) {
        translated("bucket " + bucket, () -> {
            try {
                client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
            } catch (ErrorResponseException answered) {
                if (!S3Failure.isConflict(answered) || !bucketExists(bucket)) {
                    throw answered;
                }
            }
            return bucket;
        });
    }

    @Override
    public void close() {
        Connections.close(connections);
    }

    private GetObjectResponse get(ObjectKey key) {
        return translated(
                key,
                () -> client.getObject(GetObjectArgs.builder()
                        .bucket(key.bucket())
                        .object(key.key())
                        .build()));
    }

    private ObjectWriteResponse put(ObjectKey key, byte[] content, String contentType, Map<String, String> conditions)
            throws MinioException, IOException, GeneralSecurityException {
        return client.putObject(PutObjectArgs.builder().bucket(key.bucket()).object(key.key()).stream(
                        new ByteArrayInputStream(content), content.length, -1)
                .contentType(contentType)
                .extraHeaders(conditions)
                .build());
    }
}
