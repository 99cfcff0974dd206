package org.bactrian.stage.kidneys;

import org.bactrian.stage.Stage;
import org.bactrian.stage.StageFactory;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Case;
import org.bactrian.volume.LabelMap;

/** Clears islands of false alarm from a label map: what is left is two kidneys and the findings on them. */
public final class KeepTwoKidneys implements StageFactory<KeepTwoKidneysConfig> {

    @Override
    public String name() {
        return "keep-two-kidneys";
    }

    @Override
    public String summary() {
        return "Keeps the two largest kidneys with their tumours and drops every other island of labels.";
    }

    @Override
    public Class<KeepTwoKidneysConfig> configType() {
        return KeepTwoKidneysConfig.class;
    }

    @Override
    public Stage create(KeepTwoKidneysConfig config) {
        return input -> input.withLabels(keep(input, config));
    }

    private static LabelMap keep(Case input, KeepTwoKidneysConfig config) {
        LabelMap labels = input.labels()
                .orElseThrow(() -> BadCaseException.of(
                        input.id(), "labels", "absent", "a label map: this stage comes after segmentation"));
        return kept(labels, config);
    }

    /** The rule itself; the labels that are given are not modified. */
    public static LabelMap kept(LabelMap labels, KeepTwoKidneysConfig config) {
        return Islands.of(labels, config).kept(labels);
    }
}
