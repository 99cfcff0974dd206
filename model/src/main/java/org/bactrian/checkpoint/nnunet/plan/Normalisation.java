package org.bactrian.checkpoint.nnunet.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bactrian.stage.StageSpec;

/** How the intensities of one channel are normalised. */
public sealed interface Normalisation {

    /** What divides is at least this. */
    double SMALLEST_DEVIATION = 1e-8;

    /** By numbers measured on the training scans. */
    record Ct(double lower, double upper, double mean, double deviation) implements Normalisation {}

    /**
     * By the image's own mean and deviation.
     *
     * @param insideOnly whether only over the region that is not zero
     */
    record ZScore(boolean insideOnly) implements Normalisation {}

    /**
     * By the image's own mean and deviation where another channel marks a region.
     *
     * @param region the number of that channel
     */
    record RegionZScore(int region) implements Normalisation {}

    /** Clipped, then by the image's own mean and deviation over what lay between the bounds. */
    record Window(double lower, double upper) implements Normalisation {}

    /** From the smallest intensity to the largest. */
    record UnitRange() implements Normalisation {}

    /** By 255. */
    record Rgb() implements Normalisation {}

    /** Not at all. */
    record None() implements Normalisation {}

    /** The class of nnU-Net's that does it. */
    default String scheme() {
        if (this instanceof Ct) {
            return "CTNormalization";
        }
        if (this instanceof ZScore) {
            return "ZScoreNormalization";
        }
        if (this instanceof UnitRange) {
            return "RescaleTo01Normalization";
        }
        return this instanceof Rgb ? "RGBTo01Normalization" : "NoNormalization";
    }

    /** The name of a channel by which nnU-Net's planner would choose it. */
    default String channelName() {
        if (this instanceof Ct) {
            return "CT";
        }
        if (this instanceof ZScore) {
            return "image";
        }
        if (this instanceof UnitRange) {
            return "rescale_to_0_1";
        }
        return this instanceof Rgb ? "rgb_to_0_1" : "noNorm";
    }

    /** The stage that does it to channels, if there is anything to do. */
    default Optional<StageSpec> stage(List<Integer> channels) {
        Map<String, Object> settings = new TreeMap<>();
        settings.put("channels", channels);
        if (this instanceof Ct ct) {
            settings.put("lower", ct.lower());
            settings.put("upper", ct.upper());
            settings.put("mean", ct.mean());
            settings.put("standardDeviation", Math.max(ct.deviation(), SMALLEST_DEVIATION));
            return Optional.of(new StageSpec("clip-and-z-score", settings));
        }
        if (this instanceof Window window) {
            settings.put("lower", window.lower());
            settings.put("upper", window.upper());
            return Optional.of(new StageSpec("clip-and-own-z-score", settings));
        }
        if (this instanceof ZScore zScore) {
            settings.put("insideOnly", zScore.insideOnly());
            return Optional.of(new StageSpec("z-score", settings));
        }
        if (this instanceof RegionZScore zScore) {
            settings.put("region", zScore.region());
            return Optional.of(new StageSpec("z-score", settings));
        }
        if (this instanceof UnitRange) {
            return Optional.of(new StageSpec("rescale-to-0-1", settings));
        }
        return this instanceof Rgb ? Optional.of(new StageSpec("rgb-to-0-1", settings)) : Optional.empty();
    }
}
