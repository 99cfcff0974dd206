/**
 * An S3 server from jars, run as a child process: objects are files in a data folder.
 *
 * <p>It checks V2 and V4 signatures against one <b>access key</b> and one <b>secret key</b>, which come by environment so
 * that they show in no process list. It listens on the loopback address only. Buckets are made by clients. A part of an
 * upload is held in memory and has at most 32 MiB.
 *
 * <pre>{@code
 * BACTRIAN_S3_ACCESS_KEY=bactrian BACTRIAN_S3_SECRET_KEY=... \
 * java -cp 'infra/embedded-s3/target/lib/*:infra/embedded-s3/target/classes' \
 *     org.bactrian.embedded.s3.EmbeddedS3 --data /var/lib/bactrian/s3 --port 9000
 * READY http://127.0.0.1:9000
 * }</pre>
 */
@NullMarked
package org.bactrian.embedded.s3;

import org.jspecify.annotations.NullMarked;
