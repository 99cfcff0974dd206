package org.bactrian.cli.segment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bactrian.evaluate.CaseScore;
import org.bactrian.evaluate.Dice;
import org.bactrian.volume.LabelMap;

/**
 * Label maps that are known to be right.
 *
 * @param place a folder of {@code <case>.nii.gz}, or one file for one case
 */
record Truth(Path place) {

    /** The file of a case, where there is one. */
    Optional<Path> of(String caseId) {
        if (Files.isRegularFile(place)) {
            return Optional.of(place);
        }
        return Stream.of(".nii.gz", ".nii")
                .map(ending -> place.resolve(caseId + ending))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** Dice of every class but the background, by name. */
    static Map<String, Double> dice(String caseId, LabelMap prediction, LabelMap truth, List<String> names) {
        List<Integer> labels = IntStream.range(1, names.size()).boxed().toList();
        CaseScore score = Dice.score(caseId, prediction, truth, labels);
        Map<String, Double> dice = new LinkedHashMap<>();
        labels.forEach(label -> dice.put(names.get(label), score.of(label).dice()));
        return dice;
    }
}
