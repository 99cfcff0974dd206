package org.bactrian.train.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bactrian.nifti.NiftiReader;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Case;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.GridDifference;
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

    /** Reads the image without its truth; every channel takes the first one's grid, for headers round. */
    public Case readImage() {
        List<Volume> channels = new ArrayList<>();
        for (Path image : images) {
            Volume channel = NiftiReader.read(image).volume();
            Geometry grid = (channels.isEmpty() ? channel : channels.get(0)).geometry();
            requireSameGrid(grid, channel.geometry(), image);
            channels.add(channel.on(grid));
        }
        return Case.of(id, channels);
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

    private static void requireSameGrid(Geometry image, Geometry other, Path file) {
        if (!other.coincidesWith(image)) {
            GridDifference difference = other.differenceFrom(image);
            throw BadCaseException.of(
                    String.valueOf(file.getFileName()),
                    "grid",
                    difference.found(),
                    "the image's grid, " + difference.expected());
        }
    }
}
