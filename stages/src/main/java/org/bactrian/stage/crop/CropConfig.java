package org.bactrian.stage.crop;

import org.bactrian.stage.Setting;

/** Settings of {@link CropToNonzero}. */
public record CropConfig(
        @Setting(value = "voxels kept around the box, as far as the image reaches", defaultsTo = "0")
        int marginVoxels,

        @Setting(
                value = "mark background outside of the nonzero region (holes filled) in label maps, as -1",
                defaultsTo = "false")
        boolean markOutside) {

    public CropConfig {
        if (marginVoxels < 0) {
            throw new IllegalArgumentException("marginVoxels must not be negative, got " + marginVoxels);
        }
    }
}
