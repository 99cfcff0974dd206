package org.bactrian.stage.crop;

import org.bactrian.numeric.intensity.NonzeroRegion;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Case;
import org.bactrian.volume.LabelMap;

/** Marks the background of a label map that lies outside of the scanned region with {@link LabelMap#outside}. */
final class OutsideMark {

    private OutsideMark() {}

    /** The case with its labels marked, where it has labels. */
    static Case on(Case input) {
        return input.labels()
                .map(labels -> input.withLabels(marked(input, labels)))
                .orElse(input);
    }

    private static LabelMap marked(Case input, LabelMap labels) {
        LabelMap region = NonzeroRegion.of(input.channels());
        LabelMap free = labels.largest() == labels.outside() ? widened(input.id(), labels) : labels;
        return free.isWide()
                ? LabelMap.of(free.geometry(), shorts(free, region))
                : LabelMap.of(free.geometry(), bytes(free, region));
    }

    private static byte[] bytes(LabelMap labels, LabelMap region) {
        byte[] marked = labels.bytes().clone();
        for (int i = 0; i < marked.length; i++) {
            if (marked[i] == 0 && region.at(i) == 0) {
                marked[i] = (byte) labels.outside();
            }
        }
        return marked;
    }

    private static short[] shorts(LabelMap labels, LabelMap region) {
        short[] marked = labels.shorts().clone();
        for (int i = 0; i < marked.length; i++) {
            if (marked[i] == 0 && region.at(i) == 0) {
                marked[i] = (short) labels.outside();
            }
        }
        return marked;
    }

    /** The label that marks the outside must not be in use. */
    private static LabelMap widened(String caseId, LabelMap labels) {
        if (labels.isWide()) {
            throw BadCaseException.of(caseId, "labels", labels.outside(), "at most " + (labels.outside() - 1));
        }
        short[] wide = new short[labels.length()];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = (short) labels.at(i);
        }
        return LabelMap.of(labels.geometry(), wide);
    }
}
