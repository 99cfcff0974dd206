package org.bactrian.train;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.evaluate.CaseScore;
import org.bactrian.evaluate.Dice;
import org.bactrian.evaluate.Scores;
import org.bactrian.evaluate.SummaryJson;
import org.bactrian.nifti.NiftiReader;
import org.bactrian.nifti.NiftiWriter;
import org.bactrian.segment.NetworkSettings;
import org.bactrian.segment.SegmentationModel;
import org.bactrian.segment.window.WindowProgress;
import org.bactrian.segment.window.WindowSettings;
import org.bactrian.stage.StageObserver;
import org.bactrian.train.dataset.TrainingCase;
import org.bactrian.volume.Case;
import org.bactrian.volume.LabelMap;

/**
 * Segments the held-out cases whole, as they will be segmented later but for the stages after the network, and scores
 * them. Writes a label map of each and {@code summary.json}.
 */
final class FoldValidation {

    private final List<TrainingCase> cases;
    private final TrainingFolder folder;
    private final TrainingEnvironment environment;

    FoldValidation(List<TrainingCase> cases, TrainingFolder folder, TrainingEnvironment environment) {
        this.cases = cases;
        this.folder = folder;
        this.environment = environment;
    }

    /** The scores of all cases; empty when it was stopped. */
    Optional<Scores> run(ModelBundle bundle) throws IOException {
        Files.createDirectories(folder.validation());
        List<Integer> labels =
                IntStream.range(1, bundle.labels().size()).boxed().toList();
        List<CaseScore> scores = new ArrayList<>();
        try (SegmentationModel model = SegmentationModel.open(
                bundle,
                new NetworkSettings(
                        environment.stages(),
                        WindowSettings.STANDARD,
                        environment.precision(),
                        environment.device()))) {
            for (TrainingCase held : cases) {
                if (environment.stop().getAsBoolean()) {
                    return Optional.empty();
                }
                scores.add(score(model, held, labels));
                environment.listener().caseValidated(held.id(), scores.size(), cases.size());
            }
        }
        Scores all = new Scores(scores);
        SummaryJson.write(folder.validation().resolve("summary.json"), all);
        return Optional.of(all);
    }

    private CaseScore score(SegmentationModel model, TrainingCase held, List<Integer> labels) {
        Case truth = held.readWithLabels(labels.size());
        Case image = Case.of(held.id(), truth.channels());
        LabelMap found = model.segment(model.preprocess(image, StageObserver.NONE), WindowProgress.NONE);
        NiftiWriter.write(
                folder.validation().resolve(held.id() + ".nii.gz"),
                found,
                NiftiReader.readHeader(held.images().get(0)));
        return Dice.score(held.id(), found, truth.labels().orElseThrow(), labels);
    }
}
