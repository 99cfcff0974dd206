package org.bactrian.checkpoint.nnunet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bactrian.numeric.grid.ScoreRule;
import org.bactrian.stage.StageSpec;

/**
 * One configuration of a plan: how scans are prepared.
 *
 * @param name such as {@code 3d_fullres}
 * @param orientation the stage setting of {@code orient}: {@code file}, or the letters that the plan's reader turns to
 * @param transposeForward the order of the axes (z, y, x) of the array that was read
 * @param spacingMm after transposing, (z, y, x), or (y, x) where slices are seen alone
 * @param normalisations one for each channel
 * @param resampling how images and labels are resampled; empty where they are not
 * @param scores how the network's scores are brought back to the scan
 * @param normalisesFirst whether images are normalised before they are resampled
 */
public record Configuration(
        String name,
        String orientation,
        List<Integer> transposeForward,
        List<Double> spacingMm,
        List<Normalisation> normalisations,
        Optional<Resampling> resampling,
        ScoreRule scores,
        boolean normalisesFirst) {

    public Configuration {
        transposeForward = List.copyOf(transposeForward);
        spacingMm = List.copyOf(spacingMm);
        normalisations = List.copyOf(normalisations);
    }

    /** The number of image channels. */
    public int channels() {
        return normalisations.size();
    }

    /** The stages that prepare a scan as nnU-Net does. */
    public List<StageSpec> stages() {
        List<StageSpec> stages = new ArrayList<>();
        stages.add(new StageSpec("orient", Map.of("to", orientation, "transposeForward", transposeForward)));
        stages.add(new StageSpec("crop-to-nonzero", Map.of("markOutside", true)));
        List<StageSpec> normalising = normalising();
        if (normalisesFirst) {
            stages.addAll(normalising);
        }
        resampling.ifPresent(rule -> stages.add(rule.stage(reversed(spacingMm))));
        if (!normalisesFirst) {
            stages.addAll(normalising);
        }
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

    /** Arrays count their axes z, y, x; grids count x, y, z. */
    static <T> List<T> reversed(List<T> axes) {
        List<T> reversed = new ArrayList<>(axes);
        Collections.reverse(reversed);
        return reversed;
    }
}
