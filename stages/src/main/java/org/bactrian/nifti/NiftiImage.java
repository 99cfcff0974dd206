package org.bactrian.nifti;

import org.bactrian.volume.Volume;

/** A scan as it was read: its intensities, and the header that results are written like. */
public record NiftiImage(NiftiHeader header, Volume volume) {}
