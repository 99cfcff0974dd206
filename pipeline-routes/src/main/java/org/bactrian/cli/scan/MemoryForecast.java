package org.bactrian.cli.scan;

import java.util.Set;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.nifti.NiftiHeader;
import org.bactrian.numeric.grid.SmoothRegrid;
import org.bactrian.segment.window.WindowSettings;
import org.bactrian.stage.StageSpec;
import org.bactrian.unet.plan.NetworkPlan;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Spacing;

/**
 * What a case takes of memory, as its header tells before a voxel is read.
 *
 * @param what the case, its size and what its voxels are
 * @param reading bytes of its images: small integers stay as they are, other numbers become 32-bit floats
 * @param whole bytes at the most, about, from reading to writing
 */
public record MemoryForecast(String what, double reading, double whole) {

    private static final double BYTES_IN_MB = 1e6;

    private static final Set<String> KEEP_INTEGERS =
            Set.of("orient", "crop-to-nonzero", "clip-and-z-score", "resample", "labels-to-channels");

    /** Of what only reads. */
    public static MemoryForecast ofReading(String caseId, NiftiHeader header, int channels) {
        double voxels = header.geometry().size().product();
        double reading =
                channels * voxels * Math.min(Float.BYTES, header.voxelType().bytes());
        String what = "%s: %s %s".formatted(caseId, header.geometry().size(), header.voxelType());
        return new MemoryForecast(what, reading, reading);
    }

    /** The same with more that is held at the same time. */
    public MemoryForecast and(double bytes) {
        return new MemoryForecast(what, reading, whole + bytes);
    }

    /**
     * The same for what segments: the image and the scores of every class on the network's grid, one patch, and the label map;
     * or what stages before it take that measure the image, if that is more.
     *
     * @param windows what they keep beside these counts too
     * @param probabilities whether those of every class are wanted on the scan's grid
     */
    public MemoryForecast segmenting(Geometry scan, ModelBundle model, WindowSettings windows, boolean probabilities) {
        NetworkPlan plan = model.plan();
        double voxels = scan.size().product();
        double floats = Float.BYTES * voxels * model.imageChannels();
        double image = keepsIntegers(model) ? reading : floats;
        double seen = voxels
                * scan.spacing().voxelVolumeMm3()
                / seenSpacing(scan, plan).voxelVolumeMm3();
        // The normalised image, and the region it is measured in.
        double beside = keepsIntegers(model) ? 0 : floats + voxels;
        double preparing = image + beside + seen * Float.BYTES * plan.inputChannels();
        // One more for the weights of overlapping windows.
        double ofVoxel = Float.BYTES * (plan.inputChannels() + plan.classes() + 1.0);
        double onNetworkGrid = seen * (ofVoxel + windows.bytesBeside(model.description()));
        double onScanGrid = voxels * ofScanVoxel(model, probabilities);
        double segmenting = image + onNetworkGrid + onScanGrid + ofPatch(plan);
        return new MemoryForecast(what, reading, whole - reading + Math.max(preparing, segmenting));
    }

    /** A label, probabilities where they are wanted, and what splines take to make both. */
    private static double ofScanVoxel(ModelBundle model, boolean probabilities) {
        double ofClasses = probabilities ? (double) Float.BYTES * model.plan().classes() : 0;
        boolean isSmooth = model.scoring().back().isSmooth();
        return 1 + ofClasses + (isSmooth ? Math.max(SmoothRegrid.BYTES_OF_VOXEL, ofClasses) : 0);
    }

    /** Stages of other names measure the image, which makes floats of it. */
    private static boolean keepsIntegers(ModelBundle model) {
        return model.preprocessing().stream().map(StageSpec::stage).allMatch(KEEP_INTEGERS::contains);
    }

    /** What the network is shown, in Java's memory and in the engine's; scores, as they come and turned back; how it voted. */
    private static double ofPatch(NetworkPlan plan) {
        double shown = 2.0 * Float.BYTES * plan.inputChannels();
        double scored = (2.0 * Float.BYTES + 1) * plan.classes();
        return plan.patch().product() * (shown + scored);
    }

    /** A network that sees slices alone leaves the distance between them as it is. */
    private static Spacing seenSpacing(Geometry scan, NetworkPlan plan) {
        Spacing spacing = plan.spacingMm();
        Spacing own = scan.spacing();
        double betweenSlices = Math.max(own.x(), Math.max(own.y(), own.z()));
        return plan.isFlat() ? new Spacing(spacing.x(), spacing.y(), betweenSlices) : spacing;
    }

    /** Such as {@code ct: 512 x 512 x 200 int16, reading takes 105 MB, all of it about 450 MB}. */
    @Override
    public String toString() {
        String all = whole > reading ? ", all of it about " + megabytes(whole) : "";
        return "%s, reading takes %s%s".formatted(what, megabytes(reading), all);
    }

    private static String megabytes(double bytes) {
        return Math.round(bytes / BYTES_IN_MB) < 1 ? "less than 1 MB" : "%.0f MB".formatted(bytes / BYTES_IN_MB);
    }
}
