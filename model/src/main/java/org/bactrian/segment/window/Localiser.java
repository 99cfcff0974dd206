package org.bactrian.segment.window;

import java.util.List;
import java.util.Locale;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.segment.confidence.ReviewRules;
import org.bactrian.segment.score.ForegroundEntropy;
import org.bactrian.segment.score.Probabilities;
import org.bactrian.volume.Case;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Volume;

/**
 * A first look at a scan, for where to look closely: by the same network, which sees every place once, in windows side by
 * side and without mirrors. In a cascade the network before has looked already. Where the first look is not sure, the whole
 * scan is looked at.
 */
final class Localiser {

    /** A first look that takes more than this part of a full one is spared. */
    private static final long LEAST_GAIN = 4;

    private final ModelBundle.Description model;
    private final SlidingWindow coarse;

    /**
     * For a model.
     *
     * @param coarse its network, in windows side by side
     */
    Localiser(ModelBundle.Description model, SlidingWindow coarse) {
        this.model = model;
        this.coarse = coarse;
    }

    /**
     * Finds out where to look.
     *
     * @param prepared the scan on the network's grid
     * @param patches what a full look at it takes, mirrors counted
     * @param progress asked after every window whether to go on; nothing is done yet
     */
    Search search(Case prepared, long patches, WindowProgress progress) {
        Geometry grid = prepared.geometry();
        if (model.isCascaded()) {
            return around(foundBefore(prepared), grid);
        }
        if (LEAST_GAIN * coarse.windows(grid.size()).size() > patches) {
            return Search.everywhere("the scan is too small for a first look to pay", grid, model.scoring());
        }
        int voxels = Math.toIntExact(model.plan().patch().product());
        MirrorVotes none = new MirrorVotes(model.scoring(), 1, model.plan().classes(), voxels);
        float[][] scores =
                coarse.scores(prepared.channels(), none, WindowChoice.ALL, (done, total) -> progress.finished(0, 1));
        Probabilities meaning = new Probabilities(model.scoring());
        double entropy = ForegroundEntropy.of(meaning, scores).mean().orElse(0);
        return ReviewRules.STANDARD
                .tooUnsure("entropy of the first look", entropy)
                .map(reason -> Search.everywhere(reason, grid, model.scoring()))
                .orElseGet(() -> around(meaning.foreground(grid, scores), grid));
    }

    private Search around(LabelMap foreground, Geometry grid) {
        Bodies found = Bodies.in(foreground);
        int expected = bodies();
        if (found.large() < expected) {
            String reason = "the first look found %d of %d bodies of %d ml or more"
                    .formatted(found.large(), expected, Bodies.LARGE_ML);
            return Search.everywhere(reason, grid, model.scoring());
        }
        return Search.around(found, grid, model.scoring());
    }

    /** A patient has two kidneys. Who has one is looked at as a whole. */
    private int bodies() {
        return model.labels().stream()
                        .anyMatch(name -> name.toLowerCase(Locale.ROOT).contains("kidney"))
                ? 2
                : 1;
    }

    /** What the network before has found: a channel for each label. */
    private LabelMap foundBefore(Case prepared) {
        List<Volume> channels = prepared.channels();
        LabelMap found = LabelMap.background(prepared.geometry(), false);
        for (Volume label : channels.subList(model.imageChannels(), channels.size())) {
            float[] is = label.voxels();
            for (int i = 0; i < is.length; i++) {
                if (is[i] > 0) {
                    found.fill(i, i + 1, 1);
                }
            }
        }
        return found;
    }
}
