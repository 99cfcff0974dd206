package org.bactrian.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.checkpoint.Provenance;
import org.bactrian.segment.window.WindowProgress;
import org.bactrian.segment.window.WindowSettings;
import org.bactrian.stage.StageCatalog;
import org.bactrian.stage.StageObserver;
import org.bactrian.stage.StageSpec;
import org.bactrian.unet.Network;
import org.bactrian.unet.engine.ComputeDevice;
import org.bactrian.unet.plan.Downsampling;
import org.bactrian.unet.plan.UNetPlan;
import org.bactrian.unet.program.Precision;
import org.bactrian.unet.program.UNetProgram;
import org.bactrian.volume.Case;
import org.bactrian.volume.Direction;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Vector3;
import org.bactrian.volume.Volume;
import org.junit.jupiter.api.Test;

class SegmentationModelTest {

    private static final int SIDE = 8;
    private static final Index3 PATCH = new Index3(SIDE, SIDE, SIDE);
    private static final WindowSettings PLAIN = new WindowSettings(0.5, false);
    private static final UNetPlan PLAN = new UNetPlan(
            new Spacing(1, 1, 1),
            PATCH,
            1,
            3,
            List.of(2, 4),
            List.of(new Index3(1, 1, 1), new Index3(2, 2, 2)),
            List.of(new Index3(3, 3, 3), new Index3(3, 3, 3)),
            List.of(1, 1),
            List.of(1),
            Downsampling.STRIDED_CONVOLUTION,
            List.of(0, 1, 2));

    /** Slices along the first axis, from head to feet, as KiTS stores them. */
    private static final Direction HEAD_TO_FEET =
            new Direction(new Vector3(0, 0, -1), new Vector3(0, -1, 0), new Vector3(-1, 0, 0));

    @Test
    void labelsLieOnTheScansGridWhateverItsOrientation() {
        ModelBundle bundle = bundle(List.of(new StageSpec("orient", Map.of("to", "RAS"))), List.of());
        Case scan = Case.of("scan", noise(HEAD_TO_FEET));
        List<String> stages = new ArrayList<>();

        try (SegmentationModel model = open(bundle)) {
            PreparedCase prepared = model.preprocess(scan, (id, stage, elapsed) -> stages.add(stage));
            LabelMap labels = model.segment(prepared, WindowProgress.NONE);

            assertThat(stages).containsExactly("orient");
            assertThat(labels.geometry()).isEqualTo(scan.geometry());
            assertThat(labels.bytes()).isEqualTo(turnedBack(bestClasses(bundle, turned(scan))));
        }
    }

    @Test
    void labelsPassThroughTheStagesAfter() {
        ModelBundle bundle = bundle(List.of(), List.of(new StageSpec("orient", Map.of("to", "LPI"))));
        Case scan = Case.of("scan", noise(Direction.RAS));

        try (SegmentationModel model = open(bundle)) {
            LabelMap labels = model.segment(model.preprocess(scan, StageObserver.NONE), WindowProgress.NONE);
            LabelMap result = model.postprocess(scan.withLabels(labels), StageObserver.NONE)
                    .labels()
                    .orElseThrow();

            assertThat(result.at(0, 1, 2)).isEqualTo(labels.at(SIDE - 1, SIDE - 2, SIDE - 3));
            assertThat(result.geometry().direction().x()).isEqualTo(new Vector3(-1, 0, 0));
        }
    }

    @Test
    void aStageThatIsNotThereIsNamed() {
        ModelBundle bundle = bundle(List.of(StageSpec.of("sharpen")), List.of());

        assertThatThrownBy(() -> open(bundle).close())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sharpen");
    }

    private static SegmentationModel open(ModelBundle bundle) {
        return SegmentationModel.open(
                bundle, new NetworkSettings(StageCatalog.builtIn(), PLAIN, Precision.FLOAT32, ComputeDevice.CPU));
    }

    private static ModelBundle bundle(List<StageSpec> before, List<StageSpec> after) {
        ModelBundle.Description description = new ModelBundle.Description(
                PLAN, List.of("background", "kidney", "tumour"), before, after, Provenance.of(Map.of(), Map.of()));
        return ModelBundle.of(description, UNetProgram.of(PLAN).initialWeights(7));
    }

    private static Volume noise(Direction direction) {
        Geometry grid = new Geometry(PATCH, new Spacing(1, 1, 1), new Vector3(0, 0, 0), direction);
        Random random = new Random(3);
        float[] voxels = new float[SIDE * SIDE * SIDE];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = (float) random.nextGaussian();
        }
        return new Volume(grid, voxels);
    }

    /** The scan as RAS: x, y and z of the one are z, y and x of the other, backwards. */
    private static float[] turned(Case scan) {
        float[] voxels = scan.channels().get(0).voxels();
        float[] turned = new float[voxels.length];
        for (int i = 0; i < voxels.length; i++) {
            turned[opposite(i)] = voxels[i];
        }
        return turned;
    }

    private static byte[] turnedBack(byte[] labels) {
        byte[] turned = new byte[labels.length];
        for (int i = 0; i < labels.length; i++) {
            turned[i] = labels[opposite(i)];
        }
        return turned;
    }

    private static int opposite(int i) {
        int x = i % SIDE;
        int y = i / SIDE % SIDE;
        int z = i / (SIDE * SIDE);
        int last = SIDE - 1;
        return (last - z) + SIDE * ((last - y) + SIDE * (last - x));
    }

    private static byte[] bestClasses(ModelBundle bundle, float[] patch) {
        try (Network network = Network.inference(PLAN, bundle.weights(), Precision.FLOAT32, ComputeDevice.CPU)) {
            float[] scores = network.scores(patch);
            byte[] best = new byte[patch.length];
            for (int i = 0; i < best.length; i++) {
                for (int c = 1; c < PLAN.classes(); c++) {
                    boolean better = scores[c * best.length + i] > scores[best[i] * best.length + i];
                    best[i] = better ? (byte) c : best[i];
                }
            }
            return best;
        }
    }
}
