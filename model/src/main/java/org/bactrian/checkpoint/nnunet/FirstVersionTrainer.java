package org.bactrian.checkpoint.nnunet;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.bactrian.checkpoint.JsonFields;
import org.bactrian.unet.plan.BlockRule;
import org.bactrian.unet.plan.FeatureNorm;

/**
 * What a trainer of nnU-Net's first version does otherwise than its plans say; its name is all that a checkpoint tells of it.
 * A name that is not known stands for the usual network: most trainers change the training alone.
 */
final class FirstVersionTrainer {

    /** The usual one, whose plans say everything. */
    static final FirstVersionTrainer USUAL = new FirstVersionTrainer("nnUNetTrainerV2");

    /** The usual one of networks that refine label maps. */
    static final FirstVersionTrainer CASCADED = new FirstVersionTrainer("nnUNetTrainerV2CascadeFullRes");

    private static final double WIDE_SLOPE = 0.2;
    private static final int WIDE_LEVEL = 3;
    private static final int FEATURES_OF_WIDE_LEVELS = 24;

    /** Of networks that compute something else, most of them with tensors of the same names. */
    private static final Set<String> OTHER_NETWORKS =
            Set.of("GN", "GeLU", "Mish", "convReLUIN", "NoNormalization", "FRN");

    private static final Set<String> WITHOUT_MIRRORS = Set.of("noMirroring", "noDataAugmentation", "nnUNetTrainerNoDA");

    private static final String OF_REGIONS = "nnUNetTrainerV2BraTSRegions";

    /** {@code nnUNetTrainerV2BraTSRegions_BN} has the name, but scores classes. */
    private static final String OF_CLASSES = OF_REGIONS + "_BN";

    private final String name;
    private final Set<String> words;

    private FirstVersionTrainer(String name) {
        this.name = name;
        this.words = Set.copyOf(List.of(name.split("_", -1)));
    }

    /**
     * The trainer that a checkpoint names.
     *
     * @throws org.bactrian.volume.BadCaseException when its network is not one that can be built here
     */
    static FirstVersionTrainer read(JsonFields facts) {
        FirstVersionTrainer trainer = new FirstVersionTrainer(facts.text("name"));
        if (trainer.words.stream().anyMatch(OTHER_NETWORKS::contains)) {
            throw facts.bad(
                    "name",
                    trainer.name,
                    "a trainer whose convolutions are followed by instance or batch normalisation and then a (leaky) ReLU");
        }
        return trainer;
    }

    /** Where its arguments tell the resolution; that of several GPUs is told the number of one first. */
    int placeOfStage() {
        return words.contains("DDP") ? 6 : 5;
    }

    /** Whether the network sees the labels that one before it has found. */
    boolean isCascaded() {
        return name.contains("Cascade");
    }

    /** Whether images were mirrored while it trained. */
    boolean mirrors() {
        return words.stream().noneMatch(WITHOUT_MIRRORS::contains);
    }

    /** Whether the encoder has residual blocks. */
    boolean isResidual() {
        return words.contains("ResencUNet");
    }

    /** What follows each convolution. */
    BlockRule blocks() {
        double usual = BlockRule.STANDARD.slope();
        double slope = words.contains("ReLU") ? 0 : words.contains("2en1") ? WIDE_SLOPE : usual;
        return new BlockRule(FeatureNorm.INSTANCE, BlockRule.STANDARD.varianceFloor(), slope);
    }

    /** The convolutions of each level. */
    OptionalInt convolutions() {
        return name.contains("3ConvPerStage") ? OptionalInt.of(WIDE_LEVEL) : OptionalInt.empty();
    }

    /** The channels of the full resolution. */
    OptionalInt features() {
        return words.contains("3ConvPerStage") ? OptionalInt.of(FEATURES_OF_WIDE_LEVELS) : OptionalInt.empty();
    }

    /** Whether all convolutions are of three voxels along each axis. */
    boolean hasCubes() {
        return words.contains("allConv3x3");
    }

    /** What overlapping regions are painted with; empty where the outputs are classes that exclude one another. */
    List<Integer> regionLabels() {
        return name.startsWith(OF_REGIONS) && !name.equals(OF_CLASSES) ? List.of(1, 2, 3) : List.of();
    }
}
