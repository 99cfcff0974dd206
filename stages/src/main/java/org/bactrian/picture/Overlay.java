package org.bactrian.picture;

import java.awt.image.BufferedImage;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Volume;

/**
 * One slice of a CT in grey with the contours of its labels. Slices count as in the grid, along {@link Plane#axis}. Every
 * method refuses labels that lie on another grid with an {@link IllegalArgumentException}.
 */
public final class Overlay {

    private static final int MOST_WIDTH = 600;
    private static final int MOST_HEIGHT = 800;
    private static final int MARK_COLOUR = 0xe0e0e0;
    private static final int MARGIN = 4;

    private Overlay() {}

    /** The axial slice at an index. */
    public static BufferedImage axial(Volume scan, LabelMap labels, int slice) {
        return of(Plane.AXIAL, scan, labels, slice);
    }

    /** The coronal slice at an index. */
    public static BufferedImage coronal(Volume scan, LabelMap labels, int slice) {
        return of(Plane.CORONAL, scan, labels, slice);
    }

    /** The sagittal slice at an index. */
    public static BufferedImage sagittal(Volume scan, LabelMap labels, int slice) {
        return of(Plane.SAGITTAL, scan, labels, slice);
    }

    private static BufferedImage of(Plane plane, Volume scan, LabelMap labels, int slice) {
        return picture(plane, scan, labels, slice, new Box(MOST_WIDTH, MOST_HEIGHT));
    }

    /** The room for a picture, in pixels. */
    record Box(int width, int height) {}

    /** A slice as large as a box allows. */
    static BufferedImage picture(Plane plane, Volume scan, LabelMap labels, int slice, Box box) {
        if (!scan.geometry().equals(labels.geometry())) {
            throw new IllegalArgumentException(
                    "the labels lie on %s, the scan on %s".formatted(labels.geometry(), scan.geometry()));
        }
        Raster raster = new Raster(new Slice(scan.geometry(), plane, slice), box.width(), box.height());
        BufferedImage picture = new BufferedImage(raster.width(), raster.height(), BufferedImage.TYPE_INT_RGB);
        paintGrey(picture, raster, scan);
        paintContours(picture, raster, labels);
        Lettering.write(picture, String.valueOf(plane.left()), MARGIN, raster.height() / 2, MARK_COLOUR);
        return picture;
    }

    private static void paintGrey(BufferedImage picture, Raster raster, Volume scan) {
        float[] voxels = scan.voxels();
        for (int y = 0; y < raster.height(); y++) {
            for (int x = 0; x < raster.width(); x++) {
                int grey = IntensityWindow.ABDOMEN.grey(raster.intensity(x, y, voxel -> voxels[voxel]));
                picture.setRGB(x, y, grey << 16 | grey << 8 | grey);
            }
        }
    }

    /** Colours the pixels of a label that touch another label: the outline lies inside of what it surrounds. */
    private static void paintContours(BufferedImage picture, Raster raster, LabelMap map) {
        int width = raster.width();
        int[] labels = new int[width * raster.height()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = raster.label(i % width, i / width, map::at);
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] > 0 && isEdge(labels, i, width)) {
                picture.setRGB(i % width, i / width, LabelColours.rgb(labels[i]));
            }
        }
    }

    private static boolean isEdge(int[] labels, int at, int width) {
        int x = at % width;
        return (x > 0 && labels[at - 1] != labels[at])
                || (x < width - 1 && labels[at + 1] != labels[at])
                || (at >= width && labels[at - width] != labels[at])
                || (at < labels.length - width && labels[at + width] != labels[at]);
    }
}
