package org.bactrian.segment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.numeric.grid.Box;
import org.bactrian.phantom.Phantom;
import org.bactrian.phantom.PhantomScan;
import org.bactrian.segment.window.Window;
import org.bactrian.stage.Pipeline;
import org.bactrian.stage.StageCatalog;
import org.bactrian.stage.StageFactory;
import org.bactrian.stage.StageObserver;
import org.bactrian.stage.StageSpec;
import org.bactrian.unet.TrialScan;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Case;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Volume;

/**
 * A synthetic kidney with a tumour, prepared as the model's scans are. A trained network is surest of what it was trained on;
 * on noise it hesitates, and rounding would seem to change ten times as many labels as on a scan.
 */
final class KidneyTrial implements TrialScan {

    private static final long SEED = 4;
    private static final int PATIENT = 0;
    private static final Spacing SPACING = new Spacing(3, 3, 3);
    private static final double MARGIN_MM = 35;

    /** Voxels of the kidney's scan beside what is shown, so that stages that look at a whole scan see some of it. */
    private static final int BESIDE = 8;

    /** Of a network that sees slices alone, so many slices around the middle are tried. */
    private static final int SLICES = 12;

    private final ModelBundle bundle;
    private final Pipeline before;

    /**
     * The trial of a model.
     *
     * @param before the stages that prepare scans for it
     */
    KidneyTrial(ModelBundle bundle, Pipeline before) {
        this.bundle = bundle;
        this.before = before;
    }

    @Override
    public boolean hasRegions() {
        return bundle.scoring().hasRegions();
    }

    @Override
    public List<float[]> patches(Index3 size) {
        if (hasPlugIns()) {
            return List.of();
        }
        try {
            return patches(size, before.run(kidney(size), StageObserver.NONE).channels());
        } catch (BadCaseException refused) {
            return List.of();
        }
    }

    private Case kidney(Index3 size) {
        PhantomScan phantom = Phantom.kidney(SEED, PATIENT, SPACING, MARGIN_MM);
        Box middle = middle(phantom.image().geometry(), size);
        Case scan = Case.of(phantom.id(), Collections.nCopies(bundle.imageChannels(), middle.of(phantom.image())));
        return bundle.isCascaded() ? scan.withLabels(middle.of(phantom.truth())) : scan;
    }

    /** As much around the middle as parts of a size show, whichever way they are turned: on a fine grid a kidney takes gigabytes. */
    private Box middle(Geometry whole, Index3 size) {
        Spacing spacing = bundle.plan().spacingMm();
        double shownMm = Math.max(size.x() * spacing.x(), Math.max(size.y() * spacing.y(), size.z() * spacing.z()));
        int edge = (int) Math.min(Integer.MAX_VALUE, Math.ceil(shownMm / SPACING.x()) + BESIDE);
        Index3 all = whole.size();
        Index3 cut = new Index3(Math.min(all.x(), edge), Math.min(all.y(), edge), Math.min(all.z(), edge));
        return new Box(new Index3(middle(all.x(), cut.x()), middle(all.y(), cut.y()), middle(all.z(), cut.z())), cut);
    }

    private List<float[]> patches(Index3 size, List<Volume> channels) {
        Index3 whole = channels.get(0).geometry().size();
        int count = bundle.plan().isFlat() ? Math.min(SLICES, whole.z()) : 1;
        List<float[]> patches = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Index3 start = new Index3(
                    middle(whole.x(), size.x()), middle(whole.y(), size.y()), middle(whole.z(), count * size.z()) + i);
            patches.add(Window.at(whole, size, start).cut(channels, float[]::new));
        }
        return patches;
    }

    /** A plug-in may tell others of a case, or wait for them; it is not shown one that is none. */
    private boolean hasPlugIns() {
        Set<String> builtIn = StageCatalog.builtIn().factories().stream()
                .map(StageFactory::name)
                .collect(Collectors.toSet());
        return !bundle.preprocessing().stream().map(StageSpec::stage).allMatch(builtIn::contains);
    }

    /** Where a part in the middle begins; before the scan where that is smaller. */
    private static int middle(int whole, int part) {
        return Math.floorDiv(whole - part, 2);
    }
}
