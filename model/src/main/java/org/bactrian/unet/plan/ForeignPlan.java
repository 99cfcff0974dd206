package org.bactrian.unet.plan;

import java.util.List;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Spacing;

/**
 * All that has to be known of a network whose program another one wrote.
 *
 * @param spacingMm the voxel spacing the network sees
 * @param patch the voxels the network sees at once
 * @param inputChannels images stacked as input, at least 1
 * @param classes labels the network tells apart, background included, or regions it marks; 1 to 255
 * @param mirrorAxes the axes (0 for x, 1 for y, 2 for z) along which an image may be flipped
 */
public record ForeignPlan(Spacing spacingMm, Index3 patch, int inputChannels, int classes, List<Integer> mirrorAxes)
        implements NetworkPlan {

    /** Refuses bad values with an {@link IllegalArgumentException} that lists them all. */
    public ForeignPlan {
        mirrorAxes = mirrorAxes.stream().distinct().sorted().toList();
        PlanProblems problems = new PlanProblems();
        problems.within("inputChannels", List.of(inputChannels), 1, 64);
        problems.within("classes", List.of(classes), 1, 255);
        problems.within("mirrorAxes", mirrorAxes, 0, 2);
        problems.volume(patch, inputChannels, classes);
        problems.report();
    }
}
