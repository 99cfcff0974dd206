package org.bactrian.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bactrian.bench.data.BenchData;
import org.bactrian.bench.task.NetworkGrid;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.checkpoint.Provenance;
import org.bactrian.unet.plan.Downsampling;
import org.bactrian.unet.plan.UNetPlan;
import org.bactrian.unet.program.UNetProgram;
import org.bactrian.volume.Index3;

/**
 * The files that rows work on.
 *
 * @param data the volumes
 * @param scratch a folder for what is made for this measurement alone
 */
public record BenchFiles(BenchData data, Path scratch) {

    private static final Index3 ONCE = new Index3(1, 1, 1);
    private static final Index3 HALVED = new Index3(2, 2, 2);
    private static final Index3 CUBE = new Index3(3, 3, 3);

    /** A model bundle that asks for the stages and the spacing of the seed grid; its network has learned nothing. */
    Path model() {
        return scratch.resolve("seed-grid.bactrian");
    }

    /**
     * A model of nnU-Net's whose network has learned nothing, to segment whole scans with; the peers' {@code make_model.py}
     * makes it in the folder of volumes.
     */
    Path caseModel() {
        return data.folder().resolve("nnUNetTrainer__nnUNetPlans__3d_fullres");
    }

    /** Where a whole process writes its result. */
    Path output(String name) {
        return scratch.resolve(name);
    }

    /** The folder in which the peer writes label maps of whole scans, each under its scan's name. */
    Path peersFolder() {
        return scratch.resolve("peer");
    }

    /** Makes the model, and the peer's folder. */
    public void prepare() {
        try {
            Files.createDirectories(peersFolder());
            bundle().write(model());
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write into the folder " + scratch, failed);
        }
    }

    private static ModelBundle bundle() {
        UNetPlan plan = new UNetPlan(
                NetworkGrid.SEED.spacingMm(),
                new Index3(32, 32, 32),
                1,
                3,
                List.of(4, 8),
                List.of(ONCE, HALVED),
                List.of(CUBE, CUBE),
                List.of(1, 1),
                List.of(1),
                Downsampling.STRIDED_CONVOLUTION,
                List.of(0));
        ModelBundle.Description description = new ModelBundle.Description(
                plan,
                List.of("background", "kidney", "tumor"),
                NetworkGrid.SEED.stages(),
                List.of(),
                Provenance.of(Map.of("purpose", "benchmark"), Map.of()));
        return ModelBundle.of(description, UNetProgram.of(plan).initialWeights(1));
    }
}
