package org.bactrian.stage.resample;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bactrian.numeric.intensity.RegionChannel;
import org.bactrian.numeric.spline.CubicBSpline;
import org.bactrian.numeric.spline.LabelResize;
import org.bactrian.numeric.spline.Lines;
import org.bactrian.numeric.spline.ResampleRule;
import org.bactrian.stage.Stage;
import org.bactrian.stage.StageFactory;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Case;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.MemoryNeed;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Volume;

/** Resamples images, with cubic B-splines unless told otherwise, and labels label-safely to a spacing in millimetres. */
public final class Resample implements StageFactory<ResampleConfig> {

    private static final double BYTES_IN_MB = 1e6;

    /** What an array holds on every Java machine. */
    private static final double MOST_VOXELS = Integer.MAX_VALUE - 16.0;

    @Override
    public String name() {
        return "resample";
    }

    @Override
    public String summary() {
        return "Resamples to a spacing: images with cubic B-splines, labels label-safely, thick slices one by one.";
    }

    @Override
    public Class<ResampleConfig> configType() {
        return ResampleConfig.class;
    }

    @Override
    public Stage create(ResampleConfig config) {
        return input -> resample(input, config);
    }

    private static Case resample(Case input, ResampleConfig config) {
        Spacing target = config.spacing(input.geometry().spacing());
        requireReasonable(input, target, config.largestMb());
        requireThickness(input, target);
        ResampleRule rule = config.slices().of(input.geometry(), target);
        if (rule.size().equals(input.geometry().size())) {
            return input;
        }
        ResampleRule labelRule = config.slicesOfLabels().of(input.geometry(), target);
        List<Volume> channels = new ArrayList<>();
        for (int number = 0; number < input.channels().size(); number++) {
            channels.add(
                    config.region().equals(Optional.of(number))
                            ? RegionResize.resize(RegionChannel.region(input, number), rule)
                            : image(input.id(), input.channels().get(number), config, rule));
        }
        return input.onto(
                channels,
                input.labels().map(map -> LabelResize.resize(map, labelRule, config.labels(), Lines.allCores())));
    }

    private static Volume image(String id, Volume channel, ResampleConfig config, ResampleRule rule) {
        String what = "%s from %s".formatted(rule.size(), channel.geometry().size());
        double bytes = CubicBSpline.bytesNeeded(channel, rule, config.images().orders(config.across()));
        if (bytes > MOST_VOXELS * Float.BYTES) {
            throw BadCaseException.of(id, "size", what, "at most %.0f voxels on the way".formatted(MOST_VOXELS));
        }
        new MemoryNeed(what, bytes).require(id, "size");
        return config.images().resize(channel, rule, config.across());
    }

    /** What is thinner than half a voxel rounds to none. */
    private static void requireThickness(Case input, Spacing target) {
        Geometry grid = input.geometry();
        for (int axis = 0; axis < 3; axis++) {
            double thicknessMm = grid.spacing().along(axis) * grid.size().along(axis);
            double least = target.along(axis) / 2;
            // In the order of the size itself, which a product would round otherwise at a half.
            double voxels = grid.spacing().along(axis)
                    / target.along(axis)
                    * grid.size().along(axis);
            if (Math.rint(voxels) == 0) {
                throw BadCaseException.of(
                        input.id(),
                        "thickness",
                        "%s mm along axis %d".formatted(thicknessMm, axis),
                        "more than %s mm, half a voxel of the grid wanted".formatted(least));
            }
        }
    }

    /** Counted in doubles: the header of a file may claim any spacing, and the product may exceed a long. */
    private static void requireReasonable(Case input, Spacing target, int largestMb) {
        Geometry grid = input.geometry();
        double voxels = grid.size().product() * grid.spacing().voxelVolumeMm3() / target.voxelVolumeMm3();
        double megabytes = voxels * Float.BYTES / BYTES_IN_MB;
        double most = Math.min(largestMb, MOST_VOXELS * Float.BYTES / BYTES_IN_MB);
        if (megabytes > most) {
            throw BadCaseException.of(
                    input.id(),
                    "spacing",
                    "%s with %s voxels, which needs %.0f MB at %s"
                            .formatted(grid.spacing(), grid.size(), megabytes, target),
                    "a case of at most %.0f MB a channel".formatted(Math.floor(most)));
        }
    }
}
