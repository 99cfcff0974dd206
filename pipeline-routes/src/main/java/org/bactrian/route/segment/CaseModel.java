package org.bactrian.route.segment;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.bactrian.segment.PreparedCase;
import org.bactrian.segment.confidence.ReviewRules;
import org.bactrian.volume.Case;

/**
 * What a model does to a case, and which model it is.
 *
 * @param digest SHA-256 of the model bundle
 * @param settings what else decides the result, such as how windows overlap
 * @param labels the names of the classes, background first
 * @param preprocess the stages before the network
 * @param segment the network: from a prepared case to labels on the scan's grid
 * @param postprocess the stages after the network, on the scan with its labels
 * @param review when a person should look at a result
 */
public record CaseModel(
        String digest,
        String settings,
        List<String> labels,
        Function<Case, PreparedCase> preprocess,
        Function<PreparedCase, LabelsFound> segment,
        UnaryOperator<Case> postprocess,
        ReviewRules review) {

    public CaseModel {
        labels = List.copyOf(labels);
    }
}
