package org.bactrian.phantom;

import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Volume;

/**
 * A synthetic scan and its truth.
 *
 * @param id such as {@code phantom_0007}
 * @param image Hounsfield units, whole numbers from -1024 to 3071
 * @param truth on the same grid: 0 background, 1 kidney with its cysts, 2 tumour
 */
public record PhantomScan(String id, Volume image, LabelMap truth) {}
