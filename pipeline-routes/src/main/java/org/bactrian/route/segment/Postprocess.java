package org.bactrian.route.segment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.bactrian.evaluate.CaseScore;
import org.bactrian.evaluate.Dice;
import org.bactrian.nifti.NiftiReader;
import org.bactrian.segment.confidence.Confidence;
import org.bactrian.segment.confidence.ReviewRules;
import org.bactrian.volume.Case;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Measurement;

/**
 * Runs the stages after the network on the scan with its labels, judges how far to trust them, and compares them with the
 * truth where it is known.
 */
final class Postprocess implements Function<LabelWork, ImageWork> {

    private final UnaryOperator<Case> stages;
    private final List<String> labels;
    private final ReviewRules review;

    /**
     * The word.
     *
     * @param labels the names of the classes, background first
     * @param review when a person should look at a result
     */
    Postprocess(UnaryOperator<Case> stages, List<String> labels, ReviewRules review) {
        this.stages = stages;
        this.labels = labels;
        this.review = review;
    }

    @Override
    public ImageWork apply(LabelWork found) {
        CaseWork work = found.work();
        Case done = stages.apply(work.scan().withLabels(found.found().labels()));
        Confidence confidence = Confidence.of(found.found().certainty(), StoreLabels.labels(done), labels, review);
        Case compared = work.truth()
                .map(file -> compared(done, NiftiReader.readLabels(file).map()))
                .orElse(done);
        return new ImageWork(work, compared, confidence);
    }

    /** A label that neither map holds has no Dice. */
    private Case compared(Case done, LabelMap truth) {
        List<Integer> numbers = IntStream.range(1, labels.size()).boxed().toList();
        CaseScore score = Dice.score(done.id(), StoreLabels.labels(done), truth, numbers);
        List<Measurement> measured = new ArrayList<>();
        for (int label : numbers) {
            double dice = score.of(label).dice();
            if (Double.isFinite(dice)) {
                measured.add(new Measurement(DiceName.of(label, labels.get(label)), dice, "1"));
            }
        }
        return done.measured(measured);
    }
}
