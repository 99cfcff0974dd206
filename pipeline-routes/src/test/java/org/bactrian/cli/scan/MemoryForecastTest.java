package org.bactrian.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.checkpoint.Scoring;
import org.bactrian.cli.Scans;
import org.bactrian.cli.TinyModel;
import org.bactrian.cli.segment.MemorySizeConverter;
import org.bactrian.nifti.NiftiWriter;
import org.bactrian.numeric.spline.SliceOrders;
import org.bactrian.segment.WantOfMemory;
import org.bactrian.segment.window.Blend;
import org.bactrian.segment.window.WindowSettings;
import org.bactrian.stage.StageSpec;
import org.bactrian.unet.engine.DeviceMemoryException;
import org.bactrian.unet.program.UNetProgram;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.MemoryNeed;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.TypeConversionException;

class MemoryForecastTest {

    /** Voxels of the network's grid, which has larger ones. */
    private static final double SEEN = 100 * 80 * 60 * (2 * 2 * 4) / (4.0 * 4 * 4);

    private final Geometry grid = Scans.grid(100, 80, 60);

    @Test
    void readingKeepsSmallIntegersAsTheyAre(@TempDir Path folder) {
        Path file = folder.resolve("ct.nii.gz");
        NiftiWriter.writeInt16(
                file, new Volume(grid, new float[(int) grid.size().product()]));

        MemoryForecast forecast = new Scan("ct", List.of(file)).forecast();

        assertThat(forecast).hasToString("ct: 100 x 80 x 60 int16, reading takes 1 MB");
        assertThat(forecast.whole()).isEqualTo(2.0 * 100 * 80 * 60);
    }

    @Test
    void segmentingHoldsImageScoresAndWeightsOnTheNetworksGrid(@TempDir Path folder) {
        Path file = Scans.image(folder.resolve("ct.nii.gz"), grid);

        MemoryForecast forecast = segmenting(file, TinyModel.bundle(), WindowSettings.STANDARD);

        double voxels = 100 * 80 * 60;
        double patch = 32 * 32 * 16 * (8.0 + 9 * 3);
        assertThat(forecast.whole()).isCloseTo(4 * voxels + voxels + 4 * SEEN * (1 + 3 + 1) + patch, within(1.0));
        assertThat(forecast).hasToString("ct: 100 x 80 x 60 float32, reading takes 2 MB, all of it about 5 MB");
    }

    @Test
    void aStageThatMeasuresTheImageMakesFloatsOfItTwice(@TempDir Path folder) {
        Path file = folder.resolve("mr.nii.gz");
        Geometry fine = Geometry.of(grid.size(), new Spacing(1, 1, 1));
        NiftiWriter.writeInt16(
                file, new Volume(fine, new float[(int) fine.size().product()]));
        ModelBundle measuring = preparing(TinyModel.bundle(), List.of(StageSpec.of("z-score")));

        double whole = new Scan("mr", List.of(file))
                .forecast()
                .segmenting(fine, measuring, WindowSettings.STANDARD, false)
                .whole();

        double voxels = 100 * 80 * 60;
        assertThat(whole).isCloseTo(4 * voxels + 4 * voxels + voxels + 4 * voxels / (4 * 4 * 4), within(1.0));
    }

    private static ModelBundle preparing(ModelBundle one, List<StageSpec> stages) {
        ModelBundle.Description told = one.description();
        ModelBundle.Description other = new ModelBundle.Description(
                told.plan(), told.scoring(), told.labels(), stages, told.postprocessing(), told.provenance());
        return ModelBundle.of(other, one.weights());
    }

    @Test
    void localisingHoldsAMarkForEachVoxelOfTheNetworksGrid(@TempDir Path folder) {
        Path file = Scans.image(folder.resolve("ct.nii.gz"), grid);
        ModelBundle model = TinyModel.bundle();

        double whole = segmenting(file, model, WindowSettings.STANDARD).whole();
        double localised =
                segmenting(file, model, new WindowSettings(0.5, true, true)).whole();

        assertThat(localised - whole).isCloseTo(SEEN, within(1.0));
    }

    @Test
    void foldsThatAreRoundedOneByOneHoldTheirSumToo(@TempDir Path folder) {
        Path file = Scans.image(folder.resolve("ct.nii.gz"), grid);
        WindowSettings half = WindowSettings.STANDARD.with(Blend.HALF);

        double one = segmenting(file, TinyModel.bundle(), half).whole();
        double two = segmenting(file, ofTwoFolds(TinyModel.bundle()), half).whole();

        assertThat(two - one).isCloseTo(4 * SEEN * 3, within(1.0));
    }

    @Test
    void scoresThatComeBackBySplinesHoldAClassOfThemOnTheScansGrid(@TempDir Path folder) {
        Path file = Scans.image(folder.resolve("ct.nii.gz"), grid);
        ModelBundle splines = cubic(TinyModel.bundle());

        double linear =
                segmenting(file, TinyModel.bundle(), WindowSettings.STANDARD).whole();
        double cubic = segmenting(file, splines, WindowSettings.STANDARD).whole();
        double probabilities = new Scan("ct", List.of(file))
                .forecast()
                .segmenting(grid, splines, WindowSettings.STANDARD, true)
                .whole();

        double voxels = 100 * 80 * 60;
        assertThat(cubic - linear).isCloseTo(14 * voxels, within(1.0));
        assertThat(probabilities - linear).isCloseTo((4 * 3 + 14) * voxels, within(1.0));
    }

    private static ModelBundle cubic(ModelBundle linear) {
        ModelBundle.Description told = linear.description();
        Scoring scoring = new Scoring(
                told.scoring().ensemble(),
                told.scoring().regionLabels(),
                told.scoring().back().with(SliceOrders.CUBIC));
        ModelBundle.Description other = new ModelBundle.Description(
                told.plan(), scoring, told.labels(), told.preprocessing(), told.postprocessing(), told.provenance());
        return ModelBundle.of(other, linear.weights());
    }

    private static ModelBundle ofTwoFolds(ModelBundle one) {
        ModelBundle.Description fold = one.description();
        ModelBundle.Description both = new ModelBundle.Description(
                fold.plan(),
                fold.scoring().withMembers(2),
                fold.labels(),
                fold.preprocessing(),
                fold.postprocessing(),
                fold.provenance());
        return ModelBundle.of(both, UNetProgram.joined(List.of(one.weights(), one.weights())));
    }

    private MemoryForecast segmenting(Path file, ModelBundle model, WindowSettings windows) {
        return new Scan("ct", List.of(file)).forecast().segmenting(grid, model, windows, false);
    }

    @Test
    void whatMemoryNeedRefusesIsToldFromOtherRefusals() {
        assertThatThrownBy(() -> new MemoryNeed("9000 x 9000 x 9000", 2.916e12).require("ct", "dim"))
                .isInstanceOfSatisfying(
                        BadCaseException.class, refused -> assertThat(WantOfMemory.isReasonOf(refused.at("read")))
                                .isTrue());
        assertThat(WantOfMemory.isReasonOf(BadCaseException.of("ct", "dim[1]", "-3", "1 or more")))
                .isFalse();
        assertThat(WantOfMemory.isReasonOf(new DeviceMemoryException("full", new IllegalStateException())))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"8g, 8589934592", "1.5G, 1610612736", "500m, 524288000", "2kb, 2048", "1000, 1000"})
    void sizesAreReadAsJavaReadsThem(String text, double bytes) {
        assertThat(new MemorySizeConverter().convert(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"0g", "-1g", "g", "8x", "''", "1e9"})
    void whatIsNoSizeIsRefused(String text) {
        assertThatThrownBy(() -> new MemorySizeConverter().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("expected a size such as 8g");
    }
}
