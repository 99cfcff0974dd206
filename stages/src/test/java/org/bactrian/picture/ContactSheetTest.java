package org.bactrian.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Spacing;
import org.junit.jupiter.api.Test;

class ContactSheetTest {

    private static final int CELL_WIDTH = 346;

    @Test
    void eightAxialSlicesAndACoronalOneMakeThreeRows() {
        Geometry grid = Pictures.grid(new Index3(40, 40, 40), new Spacing(1, 1, 1), Pictures.RAS);
        LabelMap labels = Pictures.labelled(grid, new Index3(5, 5, 5), new Index3(30, 30, 30), 1);

        BufferedImage sheet = ContactSheet.of(Pictures.scan(grid, 0), labels);

        assertThat(sheet.getWidth()).isEqualTo(3 * CELL_WIDTH + 6);
        assertThat(sheet.getHeight()).isEqualTo(3 * (340 + 14 + 12) + 6);
    }

    @Test
    void oneVoxelWithoutLabelsHasASheet() {
        Geometry grid = Pictures.grid(new Index3(1, 1, 1), new Spacing(1, 1, 1), Pictures.RAS);

        BufferedImage sheet = ContactSheet.of(Pictures.scan(grid, 0), Pictures.unlabelled(grid));

        assertThat(sheet.getWidth()).isEqualTo(2 * CELL_WIDTH + 6);
    }

    @Test
    void oneSliceWithoutLabelsHasASheet() {
        Geometry grid = Pictures.grid(new Index3(64, 64, 1), new Spacing(0.8, 0.8, 5), Pictures.LPI);

        BufferedImage sheet = ContactSheet.of(Pictures.scan(grid, 0), Pictures.unlabelled(grid));

        assertThat(sheet.getWidth()).isEqualTo(2 * CELL_WIDTH + 6);
    }

    @Test
    void theRangeIsWhereLabelsAre() {
        Geometry grid = Pictures.grid(new Index3(6, 7, 8), new Spacing(1, 1, 1), Pictures.IPL);
        LabelMap labels = Pictures.labelled(grid, new Index3(2, 3, 1), new Index3(4, 3, 6), 1);

        LabelCount axial = LabelCount.along(Plane.AXIAL, labels);
        LabelCount coronal = LabelCount.along(Plane.CORONAL, labels);

        assertThat(axial.first()).isEqualTo(2);
        assertThat(axial.last()).isEqualTo(4);
        assertThat(coronal.fullest()).isEqualTo(3);
    }

    @Test
    void aPngHoldsThePicturesPixels() throws IOException {
        Geometry grid = Pictures.grid(new Index3(20, 20, 20), new Spacing(1, 1, 1), Pictures.RAS);
        LabelMap labels = Pictures.labelled(grid, new Index3(5, 5, 5), new Index3(15, 15, 15), 2);
        BufferedImage sheet = ContactSheet.of(Pictures.scan(grid, 100), labels);

        BufferedImage read = ImageIO.read(new ByteArrayInputStream(Png.bytes(sheet)));

        assertThat(pixels(read)).isEqualTo(pixels(sheet));
    }

    private static int[] pixels(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        return picture.getRGB(0, 0, width, height, new int[width * height], 0, width);
    }
}
