package org.bactrian.train.dataset;

import java.nio.file.Path;
import java.util.List;
import org.bactrian.nifti.NiftiReader;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Case;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Volume;

/**
 * The files of one case of a dataset.
 *
 * @param images one file a channel
 * @param labels the truth
 */
public record TrainingCase(String id, List<Path> images, Path labels) {

    public TrainingCase {
        images = List.copyOf(images);
    }

    /** Reads the image without its truth. */
    public Case readImage() {
        List<Volume> channels =
                images.stream().map(file -> NiftiReader.read(file).volume()).toList();
        Geometry grid = channels.get(0).geometry();
        return Case.of(id, channels.stream().map(volume -> onto(grid, volume)).toList());
    }

    /**
     * Reads the truth.
     *
     * @param largest the largest label there may be
     * @throws BadCaseException when there is a larger one
     */
    public LabelMap readLabels(int largest) {
        LabelMap map = NiftiReader.readLabels(labels).map();
        if (map.largest() > largest) {
            throw BadCaseException.of(
                    String.valueOf(labels.getFileName()), "label", map.largest(), "at most " + largest);
        }
        return map;
    }

    /** Reads the image and its truth. */
    public Case readWithLabels(int largest) {
        Case image = readImage();
        LabelMap map = readLabels(largest);
        requireSameGrid(image.geometry(), map.geometry(), labels);
        return image.withLabels(
                map.isWide()
                        ? LabelMap.of(image.geometry(), map.shorts())
                        : LabelMap.of(image.geometry(), map.bytes()));
    }

    /** Headers round; every channel takes the first one's grid. */
    private Volume onto(Geometry grid, Volume volume) {
        requireSameGrid(grid, volume.geometry(), images.get(0));
        return volume.on(grid);
    }

    private static void requireSameGrid(Geometry image, Geometry other, Path file) {
        if (!other.coincidesWith(image)) {
            throw BadCaseException.of(String.valueOf(file.getFileName()), "grid", other, "the image's grid " + image);
        }
    }
}
