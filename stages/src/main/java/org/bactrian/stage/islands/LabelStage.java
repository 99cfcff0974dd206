package org.bactrian.stage.islands;

import java.util.function.UnaryOperator;
import org.bactrian.stage.Stage;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.LabelMap;

/** A stage that replaces a case's label map. */
final class LabelStage {

    private LabelStage() {}

    static Stage of(UnaryOperator<LabelMap> rule) {
        return input -> input.withLabels(rule.apply(input.labels()
                .orElseThrow(() -> BadCaseException.of(
                        input.id(), "labels", "absent", "a label map: this stage comes after segmentation"))));
    }
}
