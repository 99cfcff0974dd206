package org.bactrian.segment.window;

import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.checkpoint.Scoring;
import org.bactrian.unet.program.Ensemble;

/**
 * How a window slides over a scan.
 *
 * @param step the largest distance between neighbouring windows as a fraction of the patch, above 0 to 1; smaller is
 *     slower and smoother
 * @param mirror whether the network also sees every window flipped along the axes that its plan allows: a little better,
 *     two to eight times slower
 * @param localise whether a first look finds out where in the scan there is something to see, and only windows there are
 *     seen in full; where it is not sure, all are
 * @param blend in what numbers windows are added up
 */
public record WindowSettings(double step, boolean mirror, boolean localise, Blend blend) {

    /** Windows overlap by half and are mirrored, as nnU-Net does. */
    public static final WindowSettings STANDARD = new WindowSettings(0.5, true);

    public WindowSettings {
        if (!(step > 0 && step <= 1)) {
            throw new IllegalArgumentException("step must be above 0 and at most 1, got " + step);
        }
        if (localise && blend == Blend.HALF) {
            throw new IllegalArgumentException(
                    "blend half rounds as nnU-Net does, which sees every window in turn: it needs localise off");
        }
    }

    /** Windows that are added up in 32 bits. */
    public WindowSettings(double step, boolean mirror, boolean localise) {
        this(step, mirror, localise, Blend.FLOAT);
    }

    /** Windows over the whole scan. */
    public WindowSettings(double step, boolean mirror) {
        this(step, mirror, false);
    }

    /** The same, added up in other numbers. */
    public WindowSettings with(Blend other) {
        return new WindowSettings(step, mirror, localise, other);
    }

    /**
     * What a voxel of the network's grid takes beside image, scores and weights, bytes: a mark where something was found, to
     * localise; the sum over folds that are rounded one by one.
     */
    public int bytesBeside(ModelBundle.Description model) {
        boolean addsFolds =
                rounds(model.scoring()) && model.scoring().ensemble().members() > 1;
        return (localise ? Byte.BYTES : 0)
                + (addsFolds ? Float.BYTES * model.plan().classes() : 0);
    }

    /** Whether scores of this kind are rounded to 16 bits: nnU-Net does that with logits alone. */
    public boolean rounds(Scoring scoring) {
        return blend == Blend.HALF && scoring.ensemble().scores() == Ensemble.Scores.LOGITS;
    }
}
