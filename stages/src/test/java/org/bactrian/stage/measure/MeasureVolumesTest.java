package org.bactrian.stage.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bactrian.phantom.Phantom;
import org.bactrian.phantom.PhantomScan;
import org.bactrian.phantom.PhantomSize;
import org.bactrian.stage.StageCatalog;
import org.bactrian.stage.StageObserver;
import org.bactrian.stage.StageSpec;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Case;
import org.bactrian.volume.Direction;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Measurement;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Vector3;
import org.bactrian.volume.Volume;
import org.junit.jupiter.api.Test;

class MeasureVolumesTest {

    private static final Vector3 RIGHT = new Vector3(1, 0, 0);
    private static final Vector3 LEFT = new Vector3(-1, 0, 0);

    @Test
    void kidneysAndTumoursAreMeasuredBySide() {
        byte[] labels = row("2211000000001111");

        Map<String, Double> measured = measure(rowGrid(16, RIGHT), labels, Map.of());

        assertThat(measured)
                .containsEntry("kidney_left_volume", 2.0)
                .containsEntry("tumor_left_volume", 2.0)
                .containsEntry("kidney_right_volume", 4.0)
                .containsEntry("tumor_right_volume", 0.0)
                .containsEntry("tumor_count", 1.0)
                .containsEntry("tumor_largest_diameter", 20.0);
    }

    @Test
    void sidesAreThePatientsWhateverTheOrientationOfTheFile() {
        byte[] labels = row("2211000000001111");

        Map<String, Double> measured = measure(rowGrid(16, LEFT), labels, Map.of());

        assertThat(measured).containsEntry("tumor_right_volume", 2.0).containsEntry("kidney_left_volume", 4.0);
    }

    @Test
    void aTumourAcrossTheMidlineGoesWithItsKidney() {
        byte[] labels = row("1122222222000001");

        Map<String, Double> measured = measure(rowGrid(16, RIGHT), labels, Map.of());

        assertThat(measured)
                .containsEntry("tumor_left_volume", 8.0)
                .containsEntry("kidney_left_volume", 2.0)
                .containsEntry("kidney_right_volume", 1.0);
    }

    @Test
    void aSingleKidneyIsPlacedByTheFieldOfView() {
        byte[] labels = row("0000000001110000");

        Map<String, Double> measured = measure(rowGrid(16, RIGHT), labels, Map.of());

        assertThat(measured).containsEntry("kidney_right_volume", 3.0).containsEntry("kidney_left_volume", 0.0);
    }

    @Test
    void aSpeckDoesNotMoveTheMidline() {
        byte[] labels = row("1000000000" + "1".repeat(21) + "0000000000" + "0000000000");

        Map<String, Double> measured = measure(rowGrid(51, RIGHT), labels, Map.of());

        assertThat(measured).containsEntry("kidney_left_volume", 12.0).containsEntry("kidney_right_volume", 10.0);
    }

    @Test
    void fusedKidneysAreDividedHalfWay() {
        byte[] labels = row("0001111111111000");

        Map<String, Double> measured = measure(rowGrid(16, RIGHT), labels, Map.of());

        assertThat(measured).containsEntry("kidney_left_volume", 5.0).containsEntry("kidney_right_volume", 5.0);
    }

    @Test
    void specksAreNoTumoursOfTheirOwn() {
        byte[] labels = row("2112200000001112");

        Map<String, Double> measured = measure(rowGrid(16, RIGHT), labels, Map.of("smallestTumorMl", 1.5));

        assertThat(measured)
                .containsEntry("tumor_count", 1.0)
                .containsEntry("tumor_left_volume", 3.0)
                .containsEntry("tumor_right_volume", 1.0);
    }

    @Test
    void theDiameterLiesInAnAxialSliceWhicheverAxisThatIs() {
        Direction slicesFirst = new Direction(new Vector3(0, 0, -1), new Vector3(0, -1, 0), LEFT);
        Geometry grid = new Geometry(new Index3(9, 5, 4), new Spacing(10, 3, 4), new Vector3(0, 0, 0), slicesFirst);
        byte[] labels = new byte[9 * 5 * 4];
        for (int slice = 0; slice < 9; slice++) {
            labels[slice + 9 * (2 + 5 * 1)] = 2;
        }
        labels[4 + 9 * (0 + 5 * 0)] = 2;
        labels[4 + 9 * (1 + 5 * 0)] = 2;
        labels[4 + 9 * (4 + 5 * 3)] = 2;
        labels[4 + 9 * (3 + 5 * 2)] = 2;

        Map<String, Double> measured = measure(grid, labels, Map.of());

        assertThat(measured.get("tumor_largest_diameter")).isCloseTo(Math.hypot(12, 12) + 3.5, within(1e-9));
    }

    @Test
    void nothingLabelledMeasuresNothing() {
        Map<String, Double> measured = measure(rowGrid(3, RIGHT), new byte[3], Map.of());

        assertThat(measured).hasSize(6).allSatisfy((name, value) -> assertThat(value)
                .isZero());
    }

    @Test
    void aPhantomsKidneysAddUpToItsLabels() {
        PhantomScan scan = Phantom.generate(4, 1, PhantomSize.SMALL);
        byte[] labels = scan.truth().bytes();
        double voxelMl = scan.truth().geometry().spacing().voxelVolumeMm3() / 1000;

        Map<String, Double> measured = measure(scan.truth().geometry(), labels, Map.of());

        long kidney = 0;
        for (byte label : labels) {
            kidney += label == 1 ? 1 : 0;
        }
        double left = measured.getOrDefault("kidney_left_volume", 0.0);
        double right = measured.getOrDefault("kidney_right_volume", 0.0);
        assertThat(left).isBetween(70.0, 260.0);
        assertThat(right).isBetween(70.0, 260.0);
        assertThat(left + right).isCloseTo(kidney * voxelMl, within(1e-6));
    }

    @Test
    void aCaseWithoutLabelsIsRefused() {
        Case scan = Case.of("bare", new Volume(rowGrid(1, RIGHT), new float[1]));

        assertThatThrownBy(() -> pipelineRun(scan, Map.of()))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("labels is absent");
    }

    @Test
    void badSettingsAreRefused() {
        assertThatThrownBy(() -> new MeasureVolumesConfig(1, 1, 0, 26)).hasMessageContaining("differ, got 1 and 1");
        assertThatThrownBy(() -> new MeasureVolumesConfig(1, 2, -1, 26)).hasMessageContaining("smallestTumorMl");
        assertThatThrownBy(() -> new MeasureVolumesConfig(1, 2, 0, 7)).hasMessageContaining("6, 18 or 26, got 7");
    }

    /** Voxels of one millilitre in a row. */
    private static Geometry rowGrid(int voxels, Vector3 direction) {
        Direction axes = new Direction(direction, new Vector3(0, 1, 0), new Vector3(0, 0, 1));
        return new Geometry(new Index3(voxels, 1, 1), new Spacing(10, 10, 10), new Vector3(500, 0, 0), axes);
    }

    private static byte[] row(String digits) {
        byte[] labels = new byte[digits.length()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (digits.charAt(i) - '0');
        }
        return labels;
    }

    private static Map<String, Double> measure(Geometry grid, byte[] labels, Map<String, Object> settings) {
        Case scan = Case.of("scan", new Volume(grid, new float[labels.length]));
        return pipelineRun(scan.withLabels(LabelMap.of(grid, labels)), settings).measurements().stream()
                .collect(Collectors.toMap(Measurement::name, Measurement::value));
    }

    private static Case pipelineRun(Case input, Map<String, Object> settings) {
        return StageCatalog.builtIn()
                .pipeline(List.of(new StageSpec("measure-volumes", settings)))
                .run(input, StageObserver.NONE);
    }
}
