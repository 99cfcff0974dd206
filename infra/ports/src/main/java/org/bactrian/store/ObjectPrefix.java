package org.bactrian.store;

/**
 * All objects of a bucket whose keys start alike, such as a dataset or the results of a case.
 *
 * @param bucket the bucket, see {@link ObjectKey}
 * @param prefix how the keys start; empty for the whole bucket; a folder's prefix ends with {@code /}
 */
public record ObjectPrefix(String bucket, String prefix) {

    /** Refuses a bad name with {@link IllegalArgumentException}. */
    public ObjectPrefix {
        Names.checkBucket(bucket);
        if (!prefix.isEmpty()) {
            Names.checkKey(prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix);
        }
    }

    /** The key of an object below this prefix. */
    public ObjectKey resolve(String rest) {
        return new ObjectKey(bucket, prefix + rest);
    }

    /** Whether the object lies below. */
    public boolean holds(ObjectKey object) {
        return object.bucket().equals(bucket) && object.key().startsWith(prefix);
    }

    /** Writes {@code s3://bucket/prefix}. */
    @Override
    public String toString() {
        return "s3://" + bucket + "/" + prefix;
    }
}
