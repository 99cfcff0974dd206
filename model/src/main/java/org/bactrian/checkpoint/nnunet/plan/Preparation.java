package org.bactrian.checkpoint.nnunet.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bactrian.stage.StageSpec;

/**
 * How nnU-Net's second version prepares scans ({@code DefaultPreprocessor}): it normalises before it resamples.
 *
 * @param orientation the stage setting of {@code orient}: {@code file}, or the letters that the plan's reader turns to
 * @param transposeForward the order of the axes (z, y, x) of the array that was read
 * @param spacingMm after transposing, (z, y, x), or (y, x) where slices are seen alone
 * @param normalisations one for each channel
 * @param resampling how images and labels are resampled; empty where they are not
 */
record Preparation(
        String orientation,
        List<Integer> transposeForward,
        List<Double> spacingMm,
        List<Normalisation> normalisations,
        Optional<Resampling> resampling) {

    List<StageSpec> stages() {
        List<StageSpec> stages = new ArrayList<>();
        stages.add(new StageSpec("orient", Map.of("to", orientation, "transposeForward", transposeForward)));
        stages.add(new StageSpec("crop-to-nonzero", Map.of("markOutside", true)));
        stages.addAll(normalising());
        resampling.ifPresent(rule -> stages.add(rule.stage(Configuration.reversed(spacingMm))));
        return stages;
    }

    /** What is measured inside only comes first and for all channels at once: every other stage changes what is zero. */
    private List<StageSpec> normalising() {
        List<Integer> inside = IntStream.range(0, normalisations.size())
                .filter(channel -> isInside(normalisations.get(channel)))
                .boxed()
                .toList();
        List<StageSpec> stages = new ArrayList<>();
        if (!inside.isEmpty()) {
            new Normalisation.ZScore(true).stage(inside).ifPresent(stages::add);
        }
        for (int channel = 0; channel < normalisations.size(); channel++) {
            if (!isInside(normalisations.get(channel))) {
                normalisations.get(channel).stage(List.of(channel)).ifPresent(stages::add);
            }
        }
        return stages;
    }

    private static boolean isInside(Normalisation normalisation) {
        return normalisation instanceof Normalisation.ZScore zScore && zScore.insideOnly();
    }
}
