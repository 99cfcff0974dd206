package org.bactrian.stage.crop;

import java.util.List;
import java.util.Optional;
import org.bactrian.numeric.grid.Box;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Volume;

/**
 * The bounding box of voxels that are not zero. nnU-Net fills holes in this region first; a hole is enclosed by it, so
 * filling cannot enlarge the box and is left out. A row that cannot enlarge the box is not looked at: of a scan without
 * an empty border little more than its first slice is.
 */
final class NonzeroBox {

    private final Index3 size;
    private final int[] lowest = {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE};
    private final int[] highest = {-1, -1, -1};

    private NonzeroBox(Index3 size) {
        this.size = size;
    }

    /** The box around voxels that are not zero in at least one of the channels; empty when there are none. */
    static Optional<Box> of(List<Volume> channels) {
        NonzeroBox box = new NonzeroBox(channels.get(0).geometry().size());
        channels.forEach(box::include);
        return box.found();
    }

    private void include(Volume channel) {
        for (int z = 0; z < size.z(); z++) {
            for (int y = 0; y < size.y(); y++) {
                if (!spans(0, size.x()) || !reaches(1, y) || !reaches(2, z)) {
                    includeRow(channel, y, z);
                }
            }
        }
    }

    private boolean spans(int axis, int length) {
        return lowest[axis] == 0 && highest[axis] == length - 1;
    }

    private boolean reaches(int axis, int at) {
        return lowest[axis] <= at && at <= highest[axis];
    }

    private void includeRow(Volume channel, int y, int z) {
        int first = 0;
        while (first < size.x() && channel.at(first, y, z) == 0) {
            first++;
        }
        if (first == size.x()) {
            return;
        }
        int last = size.x() - 1;
        while (channel.at(last, y, z) == 0) {
            last--;
        }
        include(0, first, last);
        include(1, y, y);
        include(2, z, z);
    }

    private void include(int axis, int from, int to) {
        lowest[axis] = Math.min(lowest[axis], from);
        highest[axis] = Math.max(highest[axis], to);
    }

    private Optional<Box> found() {
        if (highest[0] < 0) {
            return Optional.empty();
        }
        return Optional.of(new Box(
                new Index3(lowest[0], lowest[1], lowest[2]),
                new Index3(highest[0] - lowest[0] + 1, highest[1] - lowest[1] + 1, highest[2] - lowest[2] + 1)));
    }
}
