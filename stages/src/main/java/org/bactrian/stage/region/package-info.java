/**
 * The stages {@code mark-region} and {@code zero-outside}: a region that travels with the scan.
 *
 * <p>nnU-Net's first version resamples a scan before it normalises it, and then measures masked channels only where the
 * scan was not zero <b>before</b>: what is interpolated at the edge of that region is no longer zero anywhere. So the region
 * is marked first, as one more channel, resampled as a label map is, and used afterwards:
 *
 * <pre>{@code
 * - stage: mark-region
 * - stage: resample
 *   spacingMm: [1, 1, 1]
 *   region: 2
 * - stage: z-score
 *   channels: [0]
 *   region: 2
 * - stage: zero-outside
 *   region: 2
 *   channels: [0]
 * }</pre>
 */
@NullMarked
package org.bactrian.stage.region;

import org.jspecify.annotations.NullMarked;
