/**
 * The object store, as the rest of the program sees it.
 *
 * <p>An <b>object</b> is a sequence of bytes under an {@link org.bactrian.store.ObjectKey}: a bucket and a key. Its
 * <b>ETag</b> changes when its content does, and two uploads of one content have the same. The
 * {@link org.bactrian.store.ObjectStore} port has two adapters: {@code store.s3} for anything that speaks S3, and
 * {@code store.directory} for a folder on one machine.
 *
 * <p>A volume is large and may be written twice by workers that race; a <b>manifest</b> is small and is written once,
 * last, by {@link org.bactrian.store.ObjectStore#putNew}. Whoever finds the manifest finds everything:
 *
 * <pre>{@code
 * ObjectKey labels = new ObjectKey("results", "case_00042/labels.nii.gz");
 * store.upload(labels, file, "application/gzip");
 * boolean first = store.putNew(manifest, json, "application/json");  // false: another worker was faster
 * }</pre>
 *
 * <p>Three failures: {@link org.bactrian.store.StoreUnavailableException} (try again later),
 * {@link org.bactrian.store.NoSuchObjectException} (trying again does not help) and
 * {@link org.bactrian.store.StoreDeniedException} (the credentials are wrong).
 */
@NullMarked
package org.bactrian.store;

import org.jspecify.annotations.NullMarked;
