package org.bactrian.nifti;

import org.bactrian.volume.LabelMap;

/** A label map as it was read, with its header. */
public record NiftiLabels(NiftiHeader header, LabelMap map) {}
