package org.bactrian.checkpoint.nnunet.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.checkpoint.mindspore.MindSporeWriter;
import org.bactrian.checkpoint.nnunet.MindSporeModel;
import org.bactrian.checkpoint.nnunet.NnUNetModel;
import org.bactrian.checkpoint.nnunet.StateNames;
import org.bactrian.file.WholeFolder;
import org.bactrian.torchscript.Tensor;
import org.bactrian.torchscript.Weights;
import org.bactrian.unet.plan.BlockRule;
import org.bactrian.unet.plan.Downsampling;
import org.bactrian.unet.plan.UNetPlan;

/**
 * Writes a network as a checkpoint of MindSpore, under the names of the reference solution, and the plan that it does not
 * hold as {@code plans.json} and {@code dataset.json} beside it.
 */
public final class MindSporeExport {

    private MindSporeExport() {}

    /**
     * Writes a checkpoint and what lies beside it, once all is complete.
     *
     * @return what whoever loads it has to know, for people
     * @throws IllegalArgumentException listing what the format has no names for, or when the place is a folder, or what is
     *     written beside it lies there already
     * @throws IOException when the disk fails; nothing is left then, and what else lies there stays
     */
    public static List<String> write(ModelBundle bundle, Path file) throws IOException {
        requireSayable(bundle);
        NnUNetExport plans = NnUNetExport.of(bundle);
        Weights weights = renamed(bundle);
        requireFree(file, plans.licences().keySet());
        WholeFolder.write(file.toAbsolutePath().resolveSibling(""), part -> {
            MindSporeWriter.write(part.resolve(String.valueOf(file.getFileName())), weights);
            plans.writePlans(part);
        });
        List<String> notes = new ArrayList<>();
        notes.add("wants batch normalisations over 2 x channels, as the reference solution has them for a batch of 2");
        if (weights.names().stream().anyMatch(name -> name.matches("(tu|seg_outputs)\\..*bias"))) {
            notes.add("wants has_bias=True for tu and seg_outputs, which have no biases in the reference solution");
        }
        plans.notesOfStages().forEach(note -> notes.add("comes with a plan that " + note));
        return notes;
    }

    private static void requireSayable(ModelBundle bundle) {
        List<String> problems = new ArrayList<>();
        UNetPlan plan = bundle.unet();
        int members = bundle.scoring().ensemble().members();
        if (members > 1) {
            problems.add("an ensemble of %d networks: choose one fold".formatted(members));
        }
        if (plan.encoderBlock().isResidual()) {
            problems.add("a residual encoder");
        }
        if (plan.isFlat()) {
            problems.add("a network that sees slices alone");
        }
        if (!plan.blocks().equals(BlockRule.STANDARD)) {
            problems.add("normalisations and activations other than nnU-Net's: " + plan.blocks());
        }
        if (plan.downsampling() == Downsampling.MAX_POOLING) {
            problems.add("downsampling max_pooling");
        }
        if (!new EvenKernels(plan).changesNothing()) {
            problems.add("kernels that differ on the two ways of a level");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    "a checkpoint of MindSpore has no names for " + String.join("; nor for ", problems));
        }
    }

    private static void requireFree(Path file, Set<String> licences) {
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException("%s is a folder: a checkpoint is a file".formatted(file));
        }
        Stream.concat(Stream.of(NnUNetModel.PLANS, NnUNetModel.DATASET), licences.stream())
                .map(name -> file.toAbsolutePath().resolveSibling(name))
                .filter(Files::exists)
                .findFirst()
                .ifPresent(taken -> {
                    throw new IllegalArgumentException(
                            "%s is there already: the checkpoint's own is written beside it".formatted(taken));
                });
    }

    private static Weights renamed(ModelBundle bundle) {
        StateNames names = MindSporeModel.names(bundle.unet());
        Map<String, Tensor> renamed = new LinkedHashMap<>();
        bundle.weights().tensors().forEach((weight, tensor) -> {
            if (!names.mayLack(weight) || !NnUNetExport.isZero(tensor)) {
                renamed.put(names.of(weight), tensor);
            }
        });
        return new Weights(renamed);
    }
}
