package org.bactrian.stage.resample;

import org.bactrian.numeric.spline.LabelResize;
import org.bactrian.numeric.spline.Lines;
import org.bactrian.numeric.spline.ResampleRule;
import org.bactrian.stage.Stage;
import org.bactrian.stage.StageFactory;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Case;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Spacing;

/** Resamples images, with cubic B-splines unless told otherwise, and labels label-safely to a spacing in millimetres. */
public final class Resample implements StageFactory<ResampleConfig> {

    private static final double BYTES_IN_MB = 1e6;

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
        requireRoom(input, target, config.largestMb());
        ResampleRule rule = config.slices().of(input.geometry(), target);
        if (rule.size().equals(input.geometry().size())) {
            return input;
        }
        return input.onto(
                input.channels().stream()
                        .map(channel -> config.images().resize(channel, rule))
                        .toList(),
                input.labels().map(map -> LabelResize.resize(map, rule, config.labels(), Lines.allCores())));
    }

    /** Counted in doubles: the header of a file may claim any spacing, and the product may exceed a long. */
    private static void requireRoom(Case input, Spacing target, int largestMb) {
        Geometry grid = input.geometry();
        double voxels = grid.size().product() * grid.spacing().voxelVolumeMm3() / target.voxelVolumeMm3();
        double megabytes = voxels * Float.BYTES / BYTES_IN_MB;
        if (megabytes > largestMb || voxels > Integer.MAX_VALUE) {
            throw BadCaseException.of(
                    input.id(),
                    "spacing",
                    "%s with %s voxels, which needs %.0f MB at %s"
                            .formatted(grid.spacing(), grid.size(), megabytes, target),
                    "a case of at most %d MB a channel".formatted(largestMb));
        }
    }
}
