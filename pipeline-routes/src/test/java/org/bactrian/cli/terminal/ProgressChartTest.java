package org.bactrian.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressChartTest {

    private final Path csv;
    private final Path png;

    ProgressChartTest(@TempDir Path folder) {
        csv = folder.resolve("progress.csv");
        png = folder.resolve("progress.png");
    }

    @Test
    void drawsLossAndDiceSideBySide() throws IOException {
        Files.write(csv, List.of("epoch,train_loss,validation_loss,dice_kidney", "0,1.2,1.1,0.1", "1,0.9,1.0,0.4"));

        ProgressChart.draw(csv, png);

        BufferedImage picture = ImageIO.read(png.toFile());
        assertThat(picture.getWidth()).isGreaterThan(2 * picture.getHeight());
    }

    @Test
    void aClassThatWasNeverSeenHasNoCurve() throws IOException {
        Files.write(csv, List.of("epoch,train_loss,dice_kidney,dice_tumor", "0,1.2,NaN,NaN", "1,1.2,0.5,NaN"));

        ProgressChart.draw(csv, png);

        assertThat(png).isNotEmptyFile();
    }
}
