package org.bactrian.segment;

import java.util.List;
import java.util.Optional;
import org.bactrian.checkpoint.nnunet.ModelWishes;
import org.bactrian.segment.confidence.Confidence;
import org.bactrian.segment.confidence.ReviewRules;
import org.bactrian.segment.window.Blend;
import org.bactrian.segment.window.WindowSettings;
import org.bactrian.stage.StageCatalog;
import org.bactrian.unet.engine.ComputeDevice;
import org.bactrian.unet.program.Precision;

/**
 * How a model is opened and run.
 *
 * @param wishes which folds of a model folder, and which of their checkpoints
 * @param windows how windows slide over a scan, and whether they are mirrored
 * @param device where networks compute; the best there is where none is named
 * @param precision in which they compute; the fastest on the device that keeps their labels where none is named
 * @param stages where the stages that a model names are found
 * @param clean whether the model's stages after the networks run
 * @param review when a case is one that a person should look at
 */
public record SegmenterSettings(
        ModelWishes wishes,
        WindowSettings windows,
        Optional<ComputeDevice> device,
        Optional<Precision> precision,
        StageCatalog stages,
        boolean clean,
        ReviewRules review) {

    /** Everything the model has, as nnU-Net runs it. */
    public static final SegmenterSettings USUAL = new SegmenterSettings(
            ModelWishes.USUAL,
            WindowSettings.STANDARD,
            Optional.empty(),
            Optional.empty(),
            StageCatalog.builtIn(),
            true,
            ReviewRules.STANDARD);

    /** The same with some folds only: numbers, or {@code all}. */
    public SegmenterSettings withFolds(String... folds) {
        ModelWishes chosen = new ModelWishes(List.of(folds), wishes.checkpoint());
        return new SegmenterSettings(chosen, windows, device, precision, stages, clean, review);
    }

    /** The same without mirrors: two to eight times faster, a little worse. */
    public SegmenterSettings withoutMirrors() {
        WindowSettings plain = new WindowSettings(windows.step(), false, windows.localise(), windows.blend());
        return new SegmenterSettings(wishes, plain, device, precision, stages, clean, review);
    }

    /**
     * The same, but only where a first look has found something: faster on scans that are much larger than the patch.
     * {@link Confidence#coverage} tells how much was looked at.
     */
    public SegmenterSettings localised() {
        WindowSettings chosen = new WindowSettings(windows.step(), windows.mirror(), true, windows.blend());
        return new SegmenterSettings(wishes, chosen, device, precision, stages, clean, review);
    }

    /** The same with windows added up in other numbers: {@link Blend#HALF} to compare with what nnU-Net wrote. */
    public SegmenterSettings blended(Blend blend) {
        return new SegmenterSettings(wishes, windows.with(blend), device, precision, stages, clean, review);
    }

    /** The same on a device. */
    public SegmenterSettings on(ComputeDevice chosen) {
        return new SegmenterSettings(wishes, windows, Optional.of(chosen), precision, stages, clean, review);
    }

    /** The same in a precision. */
    public SegmenterSettings in(Precision chosen) {
        return new SegmenterSettings(wishes, windows, device, Optional.of(chosen), stages, clean, review);
    }

    /** The same without the stages after the networks. */
    public SegmenterSettings withoutCleanUp() {
        return new SegmenterSettings(wishes, windows, device, precision, stages, false, review);
    }

    /** The same with other rules of review. */
    public SegmenterSettings reviewing(ReviewRules rules) {
        return new SegmenterSettings(wishes, windows, device, precision, stages, clean, rules);
    }
}
