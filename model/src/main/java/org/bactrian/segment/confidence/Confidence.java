package org.bactrian.segment.confidence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.bactrian.segment.confidence.ReviewReason.Kind;
import org.bactrian.volume.LabelMap;

/**
 * How far to trust the labels of a case, and whether a person should look at them first.
 *
 * @param entropy as {@link Certainty#entropy}
 * @param agreement as {@link Certainty#agreement}, by the name of the label
 * @param volumesMl of each label after clean-up, by its name
 * @param reasons why a person should look; empty where nothing speaks for it
 * @param coverage as {@link Certainty#coverage}
 */
public record Confidence(
        OptionalDouble entropy,
        Map<String, Double> agreement,
        Map<String, Double> volumesMl,
        List<ReviewReason> reasons,
        Optional<Coverage> coverage) {

    private static final double MM3_PER_ML = 1000;
    private static final int VOLUME_DECIMALS = 1;

    public Confidence {
        agreement = Collections.unmodifiableMap(new LinkedHashMap<>(agreement));
        volumesMl = Collections.unmodifiableMap(new LinkedHashMap<>(volumesMl));
        reasons = List.copyOf(reasons);
    }

    /** Whether a person should look at the case. */
    public boolean review() {
        return !reasons.isEmpty();
    }

    /**
     * Judges a case.
     *
     * @param certainty of the networks
     * @param labels after clean-up
     * @param names by label, background first
     */
    public static Confidence of(Certainty certainty, LabelMap labels, List<String> names, ReviewRules rules) {
        Map<String, Double> volumes = volumesMl(labels, names);
        Map<String, Double> agreement = new LinkedHashMap<>();
        for (int label = 1; label < names.size(); label++) {
            String name = names.get(label);
            Optional.ofNullable(certainty.agreement().get(label)).ifPresent(share -> agreement.put(name, share));
        }
        List<ReviewReason> reasons = new ArrayList<>();
        if (volumes.values().stream().allMatch(ml -> ml == 0)) {
            reasons.add(new ReviewReason(Kind.NOTHING_FOUND, "nothing was found"));
        } else {
            judgeEntropy(certainty, rules, reasons);
            volumes.forEach((name, ml) -> judgeVolume(name, ml, rules, reasons));
            agreement.forEach((name, share) -> {
                if (volumes.getOrDefault(name, 0.0) > 0) {
                    judgeAgreement(name, share, rules, reasons);
                }
            });
        }
        return new Confidence(certainty.entropy(), agreement, volumes, reasons, certainty.coverage());
    }

    private static void judgeEntropy(Certainty certainty, ReviewRules rules, List<ReviewReason> reasons) {
        certainty.entropy().ifPresent(entropy -> rules.tooUnsure("entropy", entropy)
                .ifPresent(reason -> reasons.add(new ReviewReason(Kind.ENTROPY, reason))));
    }

    private static void judgeVolume(String name, double ml, ReviewRules rules, List<ReviewReason> reasons) {
        rules.plausible(name).filter(range -> !range.holds(ml)).ifPresent(range -> {
            NumbersApart numbers = NumbersApart.of(ml, range.nearest(ml), VOLUME_DECIMALS);
            reasons.add(
                    new ReviewReason(Kind.VOLUME, "%s has %s ml, expected %s".formatted(name, numbers.value(), range)));
        });
    }

    private static void judgeAgreement(String name, double share, ReviewRules rules, List<ReviewReason> reasons) {
        if (share < rules.leastAgreement()) {
            NumbersApart numbers = NumbersApart.of(share, rules.leastAgreement(), ReviewRules.SHARE_DECIMALS);
            reasons.add(new ReviewReason(
                    Kind.DISAGREEMENT,
                    "agreement on %s is %s, expected at least %s".formatted(name, numbers.value(), numbers.bound())));
        }
    }

    private static Map<String, Double> volumesMl(LabelMap labels, List<String> names) {
        long[] voxels = LabelCounts.of(labels);
        double voxelMl = labels.geometry().spacing().voxelVolumeMm3() / MM3_PER_ML;
        Map<String, Double> volumes = new LinkedHashMap<>();
        for (int label = 1; label < Math.min(names.size(), voxels.length); label++) {
            volumes.put(names.get(label), voxels[label] * voxelMl);
        }
        return volumes;
    }
}
