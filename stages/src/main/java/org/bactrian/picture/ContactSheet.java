package org.bactrian.picture;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Vector3;
import org.bactrian.volume.Volume;

/**
 * A case at a glance: eight axial slices spread over the labelled range (over the scan, where nothing is labelled), from
 * superior to inferior, and the coronal slice with most labelled voxels. Captions give the position of each slice: S 123
 * is 123 mm superior of the origin, I inferior, A anterior, P posterior.
 */
public final class ContactSheet {

    private static final int AXIAL_SLICES = 8;
    private static final int COLUMNS = 3;
    private static final Overlay.Box CELL = new Overlay.Box(340, 340);
    private static final int MARGIN = 6;
    private static final int CAPTION_COLOUR = 0xd0d0d0;

    private record Cell(BufferedImage picture, String caption) {}

    private ContactSheet() {}

    /**
     * The sheet of a case.
     *
     * @throws IllegalArgumentException when the labels lie on another grid than the scan
     */
    public static BufferedImage of(Volume scan, LabelMap labels) {
        List<Cell> cells = new ArrayList<>();
        for (int slice : spread(LabelCount.along(Plane.AXIAL, labels), isSuperiorFirst(scan))) {
            cells.add(cell(Plane.AXIAL, scan, labels, slice));
        }
        cells.add(cell(
                Plane.CORONAL,
                scan,
                labels,
                LabelCount.along(Plane.CORONAL, labels).fullest()));
        return arranged(cells);
    }

    private static boolean isSuperiorFirst(Volume scan) {
        Plane axial = Plane.AXIAL;
        double first = new Slice(scan.geometry(), axial, 0).middle().z();
        double last = new Slice(scan.geometry(), axial, axial.slices(scan.geometry()) - 1)
                .middle()
                .z();
        return first > last;
    }

    private static List<Integer> spread(LabelCount counts, boolean superiorFirst) {
        int first = counts.first();
        int range = counts.last() - first + 1;
        int wanted = Math.min(AXIAL_SLICES, range);
        return IntStream.range(0, wanted)
                .map(i -> superiorFirst ? i : wanted - 1 - i)
                .map(i -> first + (int) ((i + 0.5) * range / wanted))
                .boxed()
                .toList();
    }

    private static Cell cell(Plane plane, Volume scan, LabelMap labels, int slice) {
        Vector3 middle = new Slice(scan.geometry(), plane, slice).middle();
        String caption = plane == Plane.AXIAL ? position(middle.z(), "S", "I") : position(middle.y(), "A", "P");
        return new Cell(Overlay.picture(plane, scan, labels, slice, CELL), plane + " " + caption + " MM");
    }

    private static String position(double mm, String positive, String negative) {
        return "%s %.0f".formatted(mm < 0 ? negative : positive, Math.abs(mm)).toUpperCase(Locale.ROOT);
    }

    private static BufferedImage arranged(List<Cell> cells) {
        int width =
                cells.stream().mapToInt(cell -> cell.picture().getWidth()).max().orElseThrow() + MARGIN;
        int height = cells.stream()
                        .mapToInt(cell -> cell.picture().getHeight())
                        .max()
                        .orElseThrow()
                + Lettering.HEIGHT
                + 2 * MARGIN;
        int columns = Math.min(COLUMNS, cells.size());
        int rows = (cells.size() + COLUMNS - 1) / COLUMNS;
        BufferedImage sheet =
                new BufferedImage(columns * width + MARGIN, rows * height + MARGIN, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < cells.size(); i++) {
            int left = MARGIN + i % COLUMNS * width;
            int top = MARGIN + i / COLUMNS * height;
            Lettering.write(sheet, cells.get(i).caption(), left, top, CAPTION_COLOUR);
            paste(cells.get(i).picture(), sheet, left, top + Lettering.HEIGHT + MARGIN);
        }
        return sheet;
    }

    private static void paste(BufferedImage picture, BufferedImage sheet, int left, int top) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        sheet.setRGB(
                left,
                top,
                width,
                height,
                picture.getRGB(0, 0, width, height, new int[width * height], 0, width),
                0,
                width);
    }
}
