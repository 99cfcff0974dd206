package org.bactrian.checkpoint.nnunet.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bactrian.checkpoint.nnunet.plan.Normalisation;
import org.bactrian.stage.StageSpec;
import org.bactrian.stage.cascade.LabelsToChannelsConfig;
import org.bactrian.stage.crop.CropConfig;
import org.bactrian.stage.normalise.ChannelsConfig;
import org.bactrian.stage.normalise.ClipAndZScoreConfig;
import org.bactrian.stage.normalise.ImageZScoreConfig;
import org.bactrian.stage.orient.OrientConfig;
import org.bactrian.stage.region.ZeroOutsideConfig;
import org.bactrian.stage.resample.ResampleConfig;

/**
 * The stages before a network in nnU-Net's words. nnU-Net always turns axes, crops, normalises and resamples, in this order;
 * what a list of stages does otherwise is noted, and what nnU-Net cannot do at all is a problem.
 */
final class StageWords {

    /** The letters that nnU-Net's reorienting readers turn to. */
    private static final String TURNED = "RAS";

    private static final String AS_IN_FILE = "file";

    private final List<String> notes = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final Map<Integer, Normalisation> normalisations = new LinkedHashMap<>();
    private final int channels;
    private OrientConfig orientation = new OrientConfig(AS_IN_FILE, List.of(0, 1, 2));
    private Optional<ResampleConfig> resampling = Optional.empty();
    private List<Integer> cascaded = List.of();
    private boolean crops;

    /**
     * Says stages in nnU-Net's words.
     *
     * @param channels of the image, without those that labels become
     */
    StageWords(List<StageSpec> stages, int channels) {
        this.channels = channels;
        stages.forEach(this::take);
        if (!crops) {
            notes.add("crops to the box of what is not zero, which no stage of the model does");
        }
        if (!cascaded.isEmpty()
                && resampling.map(ResampleConfig::labels).map(String::valueOf).equals(Optional.of("THRESHOLD"))) {
            notes.add(
                    "resamples the label maps before it by the largest share, where the model wants half of the share");
        }
    }

    /** What nnU-Net does otherwise than the stages. */
    List<String> notes() {
        return notes;
    }

    /** What nnU-Net cannot do. */
    List<String> problems() {
        return problems;
    }

    /** nnU-Net's reader of images. */
    String reader() {
        return orientation.to().equals(TURNED) ? "NibabelIOWithReorient" : "SimpleITKIO";
    }

    List<Integer> transposeForward() {
        return orientation.transposeForward();
    }

    /** How each channel is normalised. */
    List<Normalisation> normalisations() {
        return IntStream.range(0, channels)
                .mapToObj(channel -> normalisations.getOrDefault(channel, new Normalisation.None()))
                .toList();
    }

    /** How images are resampled; empty where they are not. */
    Optional<ResampleConfig> resampling() {
        return resampling;
    }

    /** The labels of a network before this one that become channels. */
    List<Integer> cascaded() {
        return cascaded;
    }

    private void take(StageSpec spec) {
        switch (spec.stage()) {
            case "orient" -> orient(spec.settingsAs(OrientConfig.class));
            case "crop-to-nonzero" -> crop(spec.settingsAs(CropConfig.class));
            case "clip-and-z-score" -> clip(spec.settingsAs(ClipAndZScoreConfig.class));
            case "z-score" -> {
                ImageZScoreConfig config = spec.settingsAs(ImageZScoreConfig.class);
                boolean insideOnly = config.insideOnly() || config.region().isPresent();
                normalise(spec, config.channels(), new Normalisation.ZScore(insideOnly));
            }
            case "rescale-to-0-1" -> normalise(spec, new Normalisation.UnitRange());
            case "rgb-to-0-1" -> normalise(spec, new Normalisation.Rgb());
            case "resample" -> resampling = Optional.of(spec.settingsAs(ResampleConfig.class));
            case "mark-region" -> {
                // nnU-Net finds the region by itself.
            }
            case "zero-outside" -> zero(spec.settingsAs(ZeroOutsideConfig.class));
            case "labels-to-channels" ->
                cascaded = spec.settingsAs(LabelsToChannelsConfig.class).labels();
            default -> problems.add("stage %s: nnU-Net has none like it".formatted(spec.stage()));
        }
    }

    private void orient(OrientConfig config) {
        orientation = config;
        if (!config.to().equals(TURNED) && !config.to().equals(AS_IN_FILE)) {
            notes.add("reads scans as they lie in the file, where the model turns them to %1$s: give it scans in %1$s"
                    .formatted(config.to()));
        }
    }

    private void crop(CropConfig config) {
        crops = true;
        if (config.marginVoxels() > 0) {
            notes.add(
                    "crops without a margin, where the model keeps %d voxels around".formatted(config.marginVoxels()));
        }
    }

    private void clip(ClipAndZScoreConfig config) {
        normalise(
                StageSpec.of("clip-and-z-score"),
                config.channels(),
                new Normalisation.Ct(config.lower(), config.upper(), config.mean(), config.standardDeviation()));
    }

    /** nnU-Net sets what it measures inside only to 0 outside, and nothing else. */
    private void zero(ZeroOutsideConfig config) {
        List<Integer> others = config.channels().stream()
                .filter(channel -> !new Normalisation.ZScore(true).equals(normalisations.get(channel)))
                .toList();
        if (!others.isEmpty()) {
            notes.add("leaves channels %s as they are where nothing was scanned, where the model sets them to 0"
                    .formatted(others));
        }
    }

    private void normalise(StageSpec spec, Normalisation normalisation) {
        normalise(spec, spec.settingsAs(ChannelsConfig.class).channels(), normalisation);
    }

    private void normalise(StageSpec spec, Optional<List<Integer>> chosen, Normalisation normalisation) {
        if (resampling.isPresent()) {
            String note =
                    "normalises before it resamples, where the model does so after: label maps may differ in a few"
                            + " voxels at outlines";
            if (!notes.contains(note)) {
                notes.add(note);
            }
        }
        for (int channel : chosen.orElse(IntStream.range(0, channels).boxed().toList())) {
            if (normalisations.put(channel, normalisation) != null) {
                problems.add("stage %s: channel %d is normalised twice".formatted(spec.stage(), channel));
            }
        }
    }
}
