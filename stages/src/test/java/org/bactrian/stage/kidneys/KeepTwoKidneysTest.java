package org.bactrian.stage.kidneys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.bactrian.stage.StageCatalog;
import org.bactrian.stage.StageObserver;
import org.bactrian.stage.StageSpec;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Case;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Volume;
import org.junit.jupiter.api.Test;

class KeepTwoKidneysTest {

    /** One row of voxels of one millilitre. */
    private static final Spacing ONE_ML = new Spacing(10, 10, 10);

    @Test
    void theTwoLargestKidneysStay() {
        byte[] labels = {1, 1, 0, 1, 0, 1, 1, 1, 0};

        assertThat(kept(labels, Map.of())).containsExactly(1, 1, 0, 0, 0, 1, 1, 1, 0);
    }

    @Test
    void allTumoursOnAKidneyStayAndCountForItsSize() {
        byte[] labels = {2, 1, 2, 2, 0, 1, 1, 0, 1, 1, 1};

        assertThat(kept(labels, Map.of())).containsExactly(2, 1, 2, 2, 0, 0, 0, 0, 1, 1, 1);
    }

    @Test
    void aTumourAwayFromKidneysGoesAndTakesNoKidneysPlace() {
        byte[] labels = {2, 2, 2, 2, 0, 1, 1, 0, 1, 1, 1};

        assertThat(kept(labels, Map.of())).containsExactly(0, 0, 0, 0, 0, 1, 1, 0, 1, 1, 1);
    }

    @Test
    void aSpeckGoesEvenWhereOneKidneyIsLeft() {
        byte[] labels = {1, 0, 1, 1, 1};

        assertThat(kept(labels, Map.of("minimumMl", 1.5))).containsExactly(0, 0, 1, 1, 1);
    }

    @Test
    void aTransplantStaysWhereThreeKidneysAreAskedFor() {
        byte[] labels = {1, 0, 1, 1, 0, 1, 1, 1};

        assertThat(kept(labels, Map.of("kidneys", 3))).isEqualTo(labels);
    }

    @Test
    void cornersJoinUnlessFacesAreAskedFor() {
        byte[] labels = {1, 1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0};
        Geometry plane = Geometry.of(new Index3(4, 3, 1), ONE_ML);

        assertThat(kept(plane, labels, Map.of("kidneys", 1))).containsExactly(1, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0);
        assertThat(kept(plane, labels, Map.of("kidneys", 1, "connectivity", 6)))
                .containsExactly(1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void wideLabelsStayWide() {
        Geometry row = Geometry.of(new Index3(4, 1, 1), ONE_ML);
        LabelMap wide = LabelMap.of(row, new short[] {1, 300, 0, 300});

        LabelMap cleaned = run(Case.of("wide", new Volume(row, new float[4])).withLabels(wide), Map.of());

        assertThat(cleaned.shorts()).containsExactly((short) 1, (short) 300, (short) 0, (short) 0);
    }

    @Test
    void theLabelsThatWereGivenAreNotTouched() {
        byte[] labels = {1, 0, 2};

        kept(labels, Map.of());

        assertThat(labels).containsExactly(1, 0, 2);
    }

    @Test
    void aCaseWithoutLabelsIsRefused() {
        Case scan = Case.of("bare", new Volume(Geometry.of(new Index3(1, 1, 1), ONE_ML), new float[1]));

        assertThatThrownBy(() -> run(scan, Map.of()))
                .isInstanceOf(BadCaseException.class)
                .hasMessage("bare: labels is absent, expected a label map: this stage comes after segmentation");
    }

    @Test
    void badSettingsAreRefused() {
        assertThatThrownBy(() -> new KeepTwoKidneysConfig(0, 1, 26, 1))
                .hasMessageContaining("kidneys must be at least 1");
        assertThatThrownBy(() -> new KeepTwoKidneysConfig(2, -1, 26, 1)).hasMessageContaining("minimumMl must not");
        assertThatThrownBy(() -> new KeepTwoKidneysConfig(2, 1, 8, 1)).hasMessageContaining("6, 18 or 26, got 8");
        assertThatThrownBy(() -> new KeepTwoKidneysConfig(2, 1, 6, 0)).hasMessageContaining("kidneyLabel must be");
    }

    private static byte[] kept(byte[] labels, Map<String, Object> settings) {
        return kept(Geometry.of(new Index3(labels.length, 1, 1), ONE_ML), labels, settings);
    }

    private static byte[] kept(Geometry grid, byte[] labels, Map<String, Object> settings) {
        Case scan = Case.of("scan", new Volume(grid, new float[labels.length]));
        return run(scan.withLabels(LabelMap.of(grid, labels)), settings).bytes();
    }

    private static LabelMap run(Case input, Map<String, Object> settings) {
        return StageCatalog.builtIn()
                .pipeline(List.of(new StageSpec("keep-two-kidneys", settings)))
                .run(input, StageObserver.NONE)
                .labels()
                .orElseThrow();
    }
}
