package org.bactrian.store;

/**
 * Where an object lies. Every key can become a relative file name without leaving its folder: no segment of it is
 * empty, {@code .} or {@code ..}, and it holds no control characters. Other characters, UTF-8 included, are free.
 *
 * @param bucket 3 to 63 characters: lower-case letters, digits, dots and hyphens, by the rules of S3
 * @param key 1 to 1024 bytes of UTF-8, segments divided by {@code /}
 */
public record ObjectKey(String bucket, String key) {

    /** Refuses a bad name with {@link IllegalArgumentException}. */
    public ObjectKey {
        Names.checkBucket(bucket);
        Names.checkKey(key);
    }

    /** Reads {@code s3://bucket/key}. */
    public static ObjectKey of(String uri) {
        String scheme = "s3://";
        int slash = uri.indexOf('/', scheme.length());
        if (!uri.startsWith(scheme) || slash < 0) {
            throw new IllegalArgumentException("an object is named s3://bucket/key, not '%s'".formatted(uri));
        }
        return new ObjectKey(uri.substring(scheme.length(), slash), uri.substring(slash + 1));
    }

    /** Whether the names would be accepted. */
    public static boolean isValid(String bucket, String key) {
        return Names.bucketProblem(bucket).isEmpty() && Names.keyProblem(key).isEmpty();
    }

    /** The last segment, which serves as a file name: {@code scan.nii.gz}. */
    public String name() {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    /** Writes {@code s3://bucket/key}. */
    @Override
    public String toString() {
        return "s3://" + bucket + "/" + key;
    }
}
