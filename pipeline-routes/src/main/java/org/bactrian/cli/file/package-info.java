/** Files as a verb names them: what volumes are called, files and objects {@code s3://bucket/key} alike, and {@code .npy}. */
@NullMarked
package org.bactrian.cli.file;

import org.jspecify.annotations.NullMarked;
