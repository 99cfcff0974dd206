/**
 * The object store port over a folder, for tests and for a single machine.
 *
 * <p>A bucket is a folder below the root, and the segments of a key are folders and a file, each written as in a web
 * form ({@code ct ü.nii.gz} becomes {@code ct+%C3%BC.nii.gz}), so that they are safe under every locale and file system.
 * New content is written aside and then moved or linked into place: readers see the old object or the new one, never a
 * part.
 *
 * <pre>{@code
 * ObjectStore store = new DirectoryObjectStore(Path.of("objects"));
 * store.createBucket("scans");
 * store.upload(new ObjectKey("scans", "case_00042/ct.nii.gz"), file, "application/gzip");
 * }</pre>
 */
@NullMarked
package org.bactrian.store.directory;

import org.jspecify.annotations.NullMarked;
