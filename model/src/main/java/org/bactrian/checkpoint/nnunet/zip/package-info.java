/**
 * Model folders of nnU-Net in a zip, of either version.
 *
 * <p>A zip may hold several <b>models</b>, each a folder whose path names data set, trainer and configuration. One is chosen,
 * what it needs is unpacked into a temporary folder and read there. Names that lead out of the zip, and contents larger than
 * models are, are refused.
 *
 * <pre>{@code
 * ModelBundle model = ExportedZip.open(Path.of("export.zip"), ModelWishes.USUAL);
 * }</pre>
 */
@NullMarked
package org.bactrian.checkpoint.nnunet.zip;

import org.jspecify.annotations.NullMarked;
