/**
 * The stage {@code crop-to-nonzero}: cuts away the empty border around the scanned body.
 *
 * <p>Some scanners and most anonymisers fill what was not scanned with exact zeros. The stage keeps the smallest
 * <b>bounding box</b> of voxels that are not zero in every channel, as nnU-Net does. On CT, where air is -1000, it usually
 * keeps everything.
 *
 * <pre>{@code
 * - stage: crop-to-nonzero
 *   marginVoxels: 0
 * }</pre>
 */
@NullMarked
package org.bactrian.stage.crop;

import org.jspecify.annotations.NullMarked;
