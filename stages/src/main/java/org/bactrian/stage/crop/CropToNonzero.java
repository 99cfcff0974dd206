package org.bactrian.stage.crop;

import org.bactrian.numeric.grid.Box;
import org.bactrian.stage.Stage;
import org.bactrian.stage.StageFactory;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Case;

/** Crops a case to the bounding box of the voxels that are not zero in every channel. */
public final class CropToNonzero implements StageFactory<CropConfig> {

    @Override
    public String name() {
        return "crop-to-nonzero";
    }

    @Override
    public String summary() {
        return "Crops to the bounding box of voxels that are not zero in every channel.";
    }

    @Override
    public Class<CropConfig> configType() {
        return CropConfig.class;
    }

    @Override
    public Stage create(CropConfig config) {
        return config.markOutside()
                ? input -> OutsideMark.on(crop(input, config.marginVoxels()))
                : input -> crop(input, config.marginVoxels());
    }

    private static Case crop(Case input, int marginVoxels) {
        Box box = NonzeroBox.of(input.channels())
                .orElseThrow(
                        () -> BadCaseException.of(input.id(), "voxels", "0 everywhere", "an image that is not empty"));
        Box kept = box.grown(marginVoxels, input.geometry().size());
        if (kept.size().equals(input.geometry().size())) {
            return input;
        }
        return input.onto(
                input.channels().stream().map(kept::of).toList(), input.labels().map(kept::of));
    }
}
