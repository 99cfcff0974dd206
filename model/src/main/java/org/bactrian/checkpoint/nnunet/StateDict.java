package org.bactrian.checkpoint.nnunet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bactrian.checkpoint.pickle.PickledMap;
import org.bactrian.checkpoint.torch.TorchCheckpoint;
import org.bactrian.torchscript.Tensor;
import org.bactrian.torchscript.Weights;
import org.bactrian.unet.plan.UNetPlan;
import org.bactrian.unet.program.UNetProgram;
import org.bactrian.volume.BadCaseException;

/** Turns a state dict into the weights of a plan's program, and lists everything that does not fit. */
final class StateDict {

    /** What wrappers of a network put before its names. */
    private static final String WRAPPERS = "^((module|_orig_mod)\\.)+";

    private static final int MOST_NAMED = 12;

    private final String source;
    private final StateNames names;
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    private StateDict(String source, StateNames names) {
        this.source = source;
        this.names = names;
    }

    /**
     * The weights of a program.
     *
     * @param source names the file in refusals
     * @throws BadCaseException listing the tensors that are missing, left over, of another shape, or differ under two names
     */
    static Weights weights(String source, Weights state, UNetPlan plan, StateNames names) {
        StateDict dict = new StateDict(source, names);
        state.tensors().forEach(dict::add);
        Map<String, Tensor> weights = new LinkedHashMap<>();
        UNetProgram.of(plan).weightShapes().forEach((name, shape) -> dict.take(name, shape)
                .ifPresent(tensor -> weights.put(name, tensor)));
        dict.tensors.keySet().forEach(name -> dict.problems.add(name + " is left over"));
        dict.report();
        return new Weights(weights);
    }

    /**
     * Whether a checkpoint's network has batch normalisation. Plans do not say so where a trainer has put it in the place of
     * another ({@code nnUNetTrainerBN}, {@code nnUNetTrainerV2_BN}); the tensors do.
     *
     * @param state the name of the state dict in the checkpoint
     */
    static boolean isBatchNormalised(TorchCheckpoint checkpoint, String state) {
        return checkpoint.root().get(state).stream()
                .flatMap(
                        tensors -> tensors instanceof PickledMap map ? map.entries().keySet().stream() : Stream.empty())
                .anyMatch(name -> String.valueOf(name).endsWith(".running_mean"));
    }

    private void add(String stateName, Tensor tensor) {
        String name = names.canonical(stateName.replaceFirst(WRAPPERS, ""));
        Tensor other = tensors.putIfAbsent(name, tensor);
        if (other != null && !same(other, tensor)) {
            problems.add(stateName + " differs from what another name of it holds");
        }
    }

    private static boolean same(Tensor one, Tensor other) {
        return one == other || (one.shape().equals(other.shape()) && Arrays.equals(one.values(), other.values()));
    }

    private Optional<Tensor> take(String weight, List<Integer> shape) {
        String stateName = names.of(weight);
        Tensor found = tensors.remove(stateName);
        if (found == null) {
            if (names.mayLack(weight)) {
                return Optional.of(weight.endsWith("_gain") ? ones(shape) : Tensor.zeros(shape));
            }
            problems.add(stateName + " is missing");
            return Optional.empty();
        }
        if (!solid(found.shape()).equals(shape)) {
            problems.add("%s has shape %s instead of %s".formatted(stateName, found.shape(), shape));
            return Optional.empty();
        }
        requireFinite(stateName, found);
        return Optional.of(new Tensor(shape, found.values()));
    }

    private static Tensor ones(List<Integer> shape) {
        Tensor ones = Tensor.zeros(shape);
        Arrays.fill(ones.values(), 1);
        return ones;
    }

    private void requireFinite(String stateName, Tensor tensor) {
        for (float value : tensor.values()) {
            if (!Float.isFinite(value)) {
                problems.add("%s holds %s".formatted(stateName, value));
                return;
            }
        }
    }

    /** The kernels of a network that sees slices alone have no depth. */
    private static List<Integer> solid(List<Integer> shape) {
        return shape.size() == 4 ? List.of(shape.get(0), shape.get(1), 1, shape.get(2), shape.get(3)) : shape;
    }

    private void report() {
        if (!problems.isEmpty()) {
            String more = problems.size() > MOST_NAMED ? "; and %d more".formatted(problems.size() - MOST_NAMED) : "";
            List<String> first = problems.subList(0, Math.min(MOST_NAMED, problems.size()));
            throw BadCaseException.of(
                    source,
                    "tensors",
                    problems.size() + " that do not fit",
                    "those of the plan's network: " + String.join("; ", first) + more);
        }
    }
}
