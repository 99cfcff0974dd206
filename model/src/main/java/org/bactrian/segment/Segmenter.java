package org.bactrian.segment;

import org.bactrian.volume.Case;
import org.bactrian.volume.LabelMap;

/** Finds the organs in a prepared scan. */
public interface Segmenter {

    /**
     * Segments a case that the model's stages have prepared.
     *
     * @return labels on the grid of the scan as it was read, {@link Case#scanGeometry()}
     * @throws org.bactrian.volume.BadCaseException when the case is none for this model
     */
    LabelMap segment(Case prepared, WindowProgress progress);
}
