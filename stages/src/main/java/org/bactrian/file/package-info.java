/**
 * How files come to lie under their names. A program can be stopped at any time and a disk can be full; then a <b>half
 * file</b> would be taken for a result. So a file is written <b>aside</b>, under a hidden name that ends in {@code .part},
 * and moved to its name in one step once it is complete; so is a folder whose files mean something only together:
 *
 * <pre>{@code
 * WholeFile.write(Path.of("labels.nii.gz"), out -> out.write(bytes));
 * WholeFolder.write(Path.of("model"), part -> Files.write(part.resolve("plans.json"), bytes));
 * }</pre>
 *
 * <p>What a process that was killed left aside is cleared away by whoever writes the same file or folder next.
 */
@NullMarked
package org.bactrian.file;

import org.jspecify.annotations.NullMarked;
