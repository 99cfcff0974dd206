/**
 * The object store port over the S3 protocol: MinIO, Ceph, SeaweedFS, versitygw, AWS, or the embedded server.
 *
 * <p>Only the plain S3 API is used: single and multipart puts, gets, heads, listings, deletes, and the condition
 * {@code If-None-Match: *} on a <b>single-part</b> put. Servers do not honour that condition on multipart puts, which is
 * why only {@link org.bactrian.store.ObjectStore#putNew} sends it and takes its content in one piece.
 *
 * <pre>{@code
 * S3Config config = new S3Config(URI.create("http://127.0.0.1:9000"), "us-east-1", accessKey, secretKey);
 * try (ObjectStore store = new S3ObjectStore(config)) {
 *     store.download(new ObjectKey("scans", "case_00042/ct.nii.gz"), file);
 * }
 * }</pre>
 */
@NullMarked
package org.bactrian.store.s3;

import org.jspecify.annotations.NullMarked;
