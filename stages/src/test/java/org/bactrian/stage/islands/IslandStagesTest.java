package org.bactrian.stage.islands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
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

class IslandStagesTest {

    /** Voxels of 2 mm3. */
    private static final Spacing SPACING = new Spacing(1, 1, 2);

    @Test
    void theLargestIslandOfAllLabelsTogetherStays() {
        assertThat(run("keep-largest", Map.of(), 1, 0, 1, 2, 1, 0, 2, 2)).containsExactly(0, 0, 1, 2, 1, 0, 0, 0);
    }

    @Test
    void ofOneLabelOnlyItsOwnIslandsAreCleared() {
        assertThat(run("keep-largest", Map.of("labels", List.of(1)), 1, 0, 2, 2, 0, 1, 1, 2))
                .containsExactly(0, 0, 2, 2, 0, 1, 1, 2);
    }

    @Test
    void islandsAsLargeAsTheLargestStayToo() {
        assertThat(run("keep-largest", Map.of(), 1, 1, 0, 1, 0, 1, 1)).containsExactly(1, 1, 0, 0, 0, 1, 1);
    }

    @Test
    void severalIslandsStayWhereSeveralAreAskedFor() {
        assertThat(run("keep-largest", Map.of("count", 2), 1, 0, 1, 1, 0, 1, 1, 1))
                .containsExactly(0, 0, 1, 1, 0, 1, 1, 1);
        assertThat(run("keep-largest", Map.of("count", 5), 1, 0, 1, 1, 0)).containsExactly(1, 0, 1, 1, 0);
    }

    @Test
    void aLargeIslandIsSparedWhateverItsRank() {
        assertThat(run("keep-largest", Map.of("spareFromMm3", 4), 1, 0, 1, 1, 0, 1, 1, 1))
                .containsExactly(0, 0, 1, 1, 0, 1, 1, 1);
    }

    @Test
    void cornersJoinUnlessFewerNeighboursAreAskedFor() {
        Geometry plane = Geometry.of(new Index3(3, 2, 1), SPACING);
        byte[] corner = {1, 1, 0, 0, 0, 1};

        assertThat(run("keep-largest", Map.of(), plane, corner)).containsExactly(1, 1, 0, 0, 0, 1);
        assertThat(run("keep-largest", Map.of("connectivity", 6), plane, corner))
                .containsExactly(1, 1, 0, 0, 0, 0);
    }

    @Test
    void smallIslandsAreDroppedByTheVolumeOfTheirLabel() {
        Map<String, Object> settings = Map.of("labels", List.of(1, 2), "minimumMm3", List.of(4, 6));

        assertThat(run("drop-small", settings, 1, 0, 1, 1, 2, 2, 0, 2, 2, 2, 3))
                .containsExactly(0, 0, 1, 1, 0, 0, 0, 2, 2, 2, 3);
    }

    @Test
    void withoutLabelsAllOfThemCountTogether() {
        assertThat(run("drop-small", Map.of("minimumMm3", 4.5), 1, 0, 1, 1, 2, 0, 2, 2))
                .containsExactly(0, 0, 1, 1, 2, 0, 0, 0);
    }

    @Test
    void enclosedBackgroundGetsTheLabelAroundIt() {
        Geometry cube = Geometry.of(new Index3(3, 3, 3), SPACING);
        byte[] shell = new byte[27];
        Arrays.fill(shell, (byte) 2);
        shell[13] = 0;
        shell[0] = 0;

        byte[] filled = run("fill-holes", Map.of(), cube, shell);

        assertThat(filled[13]).isEqualTo((byte) 2);
        assertThat(filled[0]).isZero();
    }

    @Test
    void aTumourInsideAKidneyIsNoHole() {
        Geometry cube = Geometry.of(new Index3(4, 3, 3), SPACING);
        byte[] kidney = new byte[36];
        Arrays.fill(kidney, (byte) 1);
        kidney[17] = 0;
        kidney[18] = 2;

        byte[] filled = run("fill-holes", Map.of("labels", List.of(1)), cube, kidney);

        assertThat(filled[17]).isEqualTo((byte) 1);
        assertThat(filled[18]).isEqualTo((byte) 2);
    }

    /** {@code golden.json}, key fill_holes: a block of 4 x 4 x 3 voxels whose inner 2 x 2 are open. */
    @Test
    void holesAreThoseOfScipy() {
        Index3 size = new Index3(6, 6, 5);
        byte[] block = new byte[180];
        for (int i = 0; i < block.length; i++) {
            Index3 at = size.voxelAt(i);
            boolean inside = at.x() % 5 > 0 && at.y() % 5 > 0 && at.z() % 4 > 0;
            boolean hollow = at.z() == 2 && at.x() / 2 == 1 && (at.y() == 2 || at.y() == 3);
            block[i] = (byte) (inside && !hollow ? 1 : 0);
        }

        byte[] filled = run("fill-holes", Map.of(), Geometry.of(size, SPACING), block);

        int voxels = 0;
        for (byte label : filled) {
            voxels += label;
        }
        assertThat(voxels).isEqualTo(4 * 4 * 3);
    }

    @Test
    void wideLabelsStayWide() {
        Geometry row = Geometry.of(new Index3(4, 1, 1), SPACING);
        LabelMap wide = LabelMap.of(row, new short[] {1, 0, 300, 300});

        assertThat(run("keep-largest", Map.of(), wide).shorts())
                .containsExactly((short) 0, (short) 0, (short) 300, (short) 300);
    }

    @Test
    void theLabelsThatWereGivenAreNotTouched() {
        byte[] labels = {1, 0, 1, 1};

        run("keep-largest", Map.of(), Geometry.of(new Index3(4, 1, 1), SPACING), labels);

        assertThat(labels).containsExactly(1, 0, 1, 1);
    }

    @Test
    void aCaseWithoutLabelsIsRefused() {
        Case scan = Case.of("bare", new Volume(Geometry.of(new Index3(1, 1, 1), SPACING), new float[1]));

        assertThatThrownBy(() -> StageCatalog.builtIn()
                        .pipeline(List.of(StageSpec.of("keep-largest")))
                        .run(scan, StageObserver.NONE))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("labels is absent");
    }

    @Test
    void badSettingsAreRefused() {
        assertThatThrownBy(() -> run("keep-largest", Map.of("labels", List.of(0)), 1))
                .hasMessageContaining("got [0]");
        assertThatThrownBy(() -> run("keep-largest", Map.of("count", 0), 1)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> run("keep-largest", Map.of("spareFromMm3", -1), 1))
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> run("keep-largest", Map.of("connectivity", 8), 1))
                .hasMessageContaining("18 or 26");
        assertThatThrownBy(() -> run("drop-small", Map.of(), 1)).hasMessageContaining("minimumMm3: must be given");
        assertThatThrownBy(() -> run("drop-small", Map.of("minimumMm3", List.of(1, 2)), 1))
                .hasMessageContaining("one number or 1");
        assertThatThrownBy(() -> run("fill-holes", Map.of("labels", List.of(-1)), 1))
                .hasMessageContaining("[-1]");
    }

    private static byte[] run(String stage, Map<String, Object> settings, int... row) {
        byte[] labels = new byte[row.length];
        for (int i = 0; i < row.length; i++) {
            labels[i] = (byte) row[i];
        }
        return run(stage, settings, Geometry.of(new Index3(row.length, 1, 1), SPACING), labels);
    }

    private static byte[] run(String stage, Map<String, Object> settings, Geometry grid, byte[] labels) {
        return run(stage, settings, LabelMap.of(grid, labels)).bytes();
    }

    private static LabelMap run(String stage, Map<String, Object> settings, LabelMap labels) {
        Case scan = Case.of("scan", new Volume(labels.geometry(), new float[labels.length()]));
        return StageCatalog.builtIn()
                .pipeline(List.of(new StageSpec(stage, settings)))
                .run(scan.withLabels(labels), StageObserver.NONE)
                .labels()
                .orElseThrow();
    }
}
