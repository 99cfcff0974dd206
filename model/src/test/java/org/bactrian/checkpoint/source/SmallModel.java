package org.bactrian.checkpoint.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.checkpoint.Provenance;
import org.bactrian.checkpoint.nnunet.export.NnUNetExport;
import org.bactrian.checkpoint.torch.CheckpointWriter;
import org.bactrian.checkpoint.torch.TorchCheckpoint;
import org.bactrian.stage.StageSpec;
import org.bactrian.torchscript.Tensor;
import org.bactrian.unet.plan.Downsampling;
import org.bactrian.unet.plan.UNetPlan;
import org.bactrian.unet.program.UNetProgram;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Spacing;

/** A small sound model, to be damaged. */
final class SmallModel {

    static final String CHECKPOINT = "fold_0/checkpoint_final.pth";

    private SmallModel() {}

    static ModelBundle bundle() {
        UNetPlan plan = new UNetPlan(
                new Spacing(4, 4, 4),
                new Index3(16, 16, 8),
                1,
                3,
                List.of(4, 8),
                List.of(new Index3(1, 1, 1), new Index3(2, 2, 2)),
                Collections.nCopies(2, new Index3(3, 3, 3)),
                Collections.nCopies(2, 1),
                Collections.nCopies(1, 1),
                Downsampling.STRIDED_CONVOLUTION,
                List.of(0, 1, 2));
        return ModelBundle.of(
                new ModelBundle.Description(
                        plan,
                        List.of("background", "kidney", "tumor"),
                        List.of(
                                new StageSpec("orient", Map.of("to", "RAS")),
                                StageSpec.of("crop-to-nonzero"),
                                StageSpec.of("clip-and-z-score"),
                                new StageSpec("resample", Map.of("spacingMm", List.of(4, 4, 4)))),
                        List.of(),
                        Provenance.of(Map.of("dataset", "none"), Map.of())),
                UNetProgram.of(plan).initialWeights(7));
    }

    /** Writes it as nnU-Net keeps it. */
    static Path folder(Path parent) throws IOException {
        Path folder = parent.resolve("nnUNetTrainer__nnUNetPlans__3d_fullres");
        NnUNetExport.write(bundle(), folder);
        return folder;
    }

    /** The tensors of a folder's checkpoint, to be changed. */
    static Map<String, Tensor> state(Path folder) throws IOException {
        try (TorchCheckpoint checkpoint = TorchCheckpoint.open(folder.resolve(CHECKPOINT))) {
            return new LinkedHashMap<>(checkpoint.weights("network_weights").tensors());
        }
    }

    /** Replaces the tensors of a folder's checkpoint. */
    static void write(Path folder, Map<String, Tensor> state) throws IOException {
        Map<String, Object> arguments = Map.of("configuration", "3d_fullres");
        CheckpointWriter.write(folder.resolve(CHECKPOINT), "network_weights", state, Map.of("init_args", arguments));
    }
}
