package org.bactrian.segment;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.checkpoint.source.ModelSet;
import org.bactrian.segment.score.NetworkScores;
import org.bactrian.segment.window.PatchScores;
import org.bactrian.segment.window.WindowProgress;
import org.bactrian.segment.window.WindowSegmenter;
import org.bactrian.segment.window.WindowSettings;
import org.bactrian.stage.Pipeline;
import org.bactrian.stage.StageObserver;
import org.bactrian.unet.Network;
import org.bactrian.unet.program.Ensemble;
import org.bactrian.unet.program.Precision;
import org.bactrian.volume.Case;
import org.bactrian.volume.LabelMap;

/**
 * One network on its device, or the members of an ensemble; the stages before it, and in a cascade the network whose label
 * maps it refines.
 */
final class MemberNetwork implements AutoCloseable {

    private final boolean isCascaded;
    private final int outputs;
    private final Pipeline before;
    private final Pipeline between;
    private final List<Network> networks;
    private final WindowSegmenter windows;
    private final Optional<MemberNetwork> previous;

    private MemberNetwork(ModelBundle bundle, NetworkSettings settings, Optional<MemberNetwork> previous) {
        this.isCascaded = bundle.isCascaded();
        this.outputs = bundle.plan().classes();
        this.before = settings.stages().pipeline(bundle.preprocessing());
        this.between = settings.stages().pipeline(cleansEarly(bundle) ? bundle.postprocessing() : List.of());
        this.networks = networks(bundle, settings);
        List<PatchScores> scores =
                networks.stream().<PatchScores>map(DeviceScores::new).toList();
        this.windows = new WindowSegmenter(bundle.description(), settings.windows(), scores);
        this.previous = previous;
    }

    /** One for all members of an ensemble, unless the scores of each are to be rounded. */
    private List<Network> networks(ModelBundle bundle, NetworkSettings settings) {
        if (settings.windows().rounds(bundle.scoring())) {
            return bundle.networks(settings.precision().orElse(Precision.FLOAT32), settings.device());
        }
        return List.of(settings.precision()
                .map(precision -> bundle.network(precision, settings.device()))
                .orElseGet(() -> bundle.network(new KidneyTrial(bundle, before), settings.device())));
    }

    /** nnU-Net's first version, the one that averages probabilities, cleans up what a cascade then refines. */
    private static boolean cleansEarly(ModelBundle bundle) {
        return bundle.scoring().ensemble().scores() != Ensemble.Scores.LOGITS;
    }

    /** Loads a network, and the one before it. */
    static MemberNetwork open(ModelSet.Member member, NetworkSettings settings) {
        // A cascade has learned from label maps that were made with all mirrors.
        WindowSettings all = WindowSettings.STANDARD.with(settings.windows().blend());
        NetworkSettings thorough = new NetworkSettings(settings.stages(), all, settings.precision(), settings.device());
        Optional<MemberNetwork> previous =
                member.previous().map(bundle -> new MemberNetwork(bundle, thorough, Optional.empty()));
        boolean opened = false;
        try {
            MemberNetwork network = new MemberNetwork(member.bundle(), settings, previous);
            opened = true;
            return network;
        } finally {
            if (!opened) {
                previous.ifPresent(MemberNetwork::close);
            }
        }
    }

    /** The precisions in which it computes: its own, and before it that of the network whose label maps it refines. */
    Stream<Precision> precisions() {
        return Stream.concat(
                previous.stream().flatMap(MemberNetwork::precisions),
                networks.stream().map(Network::precision));
    }

    /** The number of classes or regions. */
    int outputs() {
        return outputs;
    }

    /** Whether the network before this one has to segment a scan first: labels that come with the scan are not found anew. */
    boolean beginsBefore(Case scan) {
        return isCascaded && previous.isPresent() && scan.labels().isEmpty();
    }

    /** What the first network to run sees of a scan. */
    Case prepare(Case scan, StageObserver observer) {
        if (beginsBefore(scan)) {
            return previous.orElseThrow().prepare(scan, observer);
        }
        return before.run(isCascaded ? scan : unlabelled(scan), observer);
    }

    private static Case unlabelled(Case scan) {
        return new Case(scan.id(), scan.channels(), Optional.empty(), scan.grids(), scan.measurements());
    }

    /**
     * Scores a case.
     *
     * @param prepared by {@link #prepare}; its scan must be there where a network {@link #beginsBefore}
     */
    NetworkScores score(PreparedCase prepared, WindowProgress progress) {
        Optional<Case> scan = prepared.scan().filter(this::beginsBefore);
        if (scan.isEmpty()) {
            return windows.score(prepared.seen(), progress);
        }
        MemberNetwork first = previous.orElseThrow();
        LabelMap found =
                first.windows.score(prepared.seen(), progress.part(0, 2)).labels();
        Case refined = first.between.run(scan.get().withLabels(found), StageObserver.NONE);
        Case seen = before.run(refined, StageObserver.NONE);
        return windows.score(seen, progress.part(1, 2));
    }

    @Override
    public void close() {
        networks.forEach(Network::close);
        previous.ifPresent(MemberNetwork::close);
    }
}
