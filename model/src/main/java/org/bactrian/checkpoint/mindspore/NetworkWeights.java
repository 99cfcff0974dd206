package org.bactrian.checkpoint.mindspore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.bactrian.torchscript.Tensor;
import org.bactrian.torchscript.Weights;
import org.bactrian.volume.BadCaseException;

/** Gives a checkpoint's tensors the names and shapes that nnU-Net's first generation ({@code Generic_UNet}) uses. */
final class NetworkWeights {

    private static final String GAIN = ".instancenorm.bn2d.gamma";
    private static final String SHIFT = ".instancenorm.bn2d.beta";
    private static final List<String> STATISTICS = List.of(".moving_mean", ".moving_variance");

    /**
     * What stands before the name of a weight where an optimiser of MindSpore's (2.10: {@code nn.optim}, {@code
     * experimental.optim}), or a cell that adds up gradients, keeps something for it.
     */
    private static final List<String> OPTIMISER = List.of(
            "accu_grads.",
            "accum.",
            "accum_update.",
            "adam_m.",
            "adam_v.",
            "ax.",
            "ax_.",
            "eta_",
            "exp_avg.",
            "exp_avg_sq.",
            "exp_avg_sq_",
            "exp_avg_sq_col_",
            "exp_avg_sq_row_",
            "exp_inf.",
            "grad_accumulation.",
            "lamb_m.",
            "lamb_v.",
            "linear.",
            "max_exp_avg_sq.",
            "mean_grad.",
            "mean_square.",
            "moment.",
            "moment1.",
            "moment2.",
            "moments.",
            "mu_",
            "mu_product_",
            "prev.",
            "stat.",
            "step_size.",
            "vhat.");

    /** What an optimiser and the training loop keep once. */
    private static final Set<String> TRAINING = Set.of(
            "accumulation_step",
            "afactor_step",
            "beta1_power",
            "beta2_power",
            "current_iterator_step",
            "epoch_num",
            "fake_lr",
            "fake_param",
            "global_step",
            "graceful_exit",
            "graceful_init",
            "last_overflow_iterator_step",
            "learning_rate",
            "loss_scale",
            "momentum",
            "scale_sense",
            "scale_value",
            "state_step",
            "step_num",
            "step_t",
            "weight_decay");

    /** And this once for each group of weights. */
    private static final Pattern LEARNING_RATE = Pattern.compile("learning_rate_group_\\d+");

    private final String source;
    private final Map<String, SavedTensor> saved;

    private NetworkWeights(String source, Map<String, SavedTensor> saved) {
        this.source = source;
        this.saved = saved;
    }

    /**
     * The network's parameters. What belongs to the optimiser is left out, and so are the running statistics, which instance
     * normalisation has none of; of every gain and shift slot 0 is taken.
     *
     * @param source names the checkpoint in refusals
     * @throws BadCaseException when a tensor is no array of floating-point numbers of the length its dims ask for
     */
    static Weights of(String source, Map<String, SavedTensor> saved) {
        return new NetworkWeights(source, saved).weights();
    }

    private Weights weights() {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        saved.forEach((name, tensor) -> {
            if (!isTraining(name)) {
                weights.put(renamed(name), isSlotted(name) ? firstSlot(name, tensor) : tensor(name, tensor));
            }
        });
        return new Weights(weights);
    }

    private boolean isTraining(String name) {
        return TRAINING.contains(name)
                || LEARNING_RATE.matcher(name).matches()
                || OPTIMISER.stream().anyMatch(prefix -> isKept(prefix, name))
                || STATISTICS.stream().anyMatch(name::endsWith);
    }

    /** A network may have a layer that is called as an optimiser calls what it keeps; no weight has the rest of its name. */
    private boolean isKept(String prefix, String name) {
        return name.startsWith(prefix) && saved.containsKey(name.substring(prefix.length()));
    }

    private static boolean isSlotted(String name) {
        return name.endsWith(GAIN) || name.endsWith(SHIFT);
    }

    private static String renamed(String name) {
        return name.replace(GAIN, ".instnorm.weight").replace(SHIFT, ".instnorm.bias");
    }

    private Tensor firstSlot(String name, SavedTensor saved) {
        int channels = channelsBefore(name);
        float[] values = tensor(name, saved).values();
        if (values.length < channels || values.length % channels != 0) {
            throw bad(name, values.length + " values", "a multiple of the %d channels".formatted(channels));
        }
        return new Tensor(List.of(channels), Arrays.copyOf(values, channels));
    }

    /** The channels of the convolution that a normalisation follows. */
    private int channelsBefore(String name) {
        String convolution = name.substring(0, name.indexOf(".instancenorm.")) + ".conv.weight";
        SavedTensor kernel = saved.get(convolution);
        if (kernel == null) {
            throw bad(convolution, "missing", "the convolution before " + name);
        }
        return shape(convolution, kernel).stream()
                .findFirst()
                .orElseThrow(() -> bad(convolution, "of shape []", "a kernel, whose first length are the channels"));
    }

    private Tensor tensor(String name, SavedTensor tensor) {
        ElementType type = ElementType.named(tensor.type())
                .orElseThrow(() -> bad(name, tensor.type(), "one of " + Arrays.toString(ElementType.values())));
        List<Integer> shape = shape(name, tensor);
        if (bytes(name, shape, type) != tensor.content().size()) {
            throw bad(
                    name, tensor.content().size() + " bytes", "%s values of shape %s".formatted(tensor.type(), shape));
        }
        return new Tensor(shape, type.values(tensor.content()));
    }

    private long bytes(String name, List<Integer> shape, ElementType type) {
        try {
            return Math.multiplyExact(Tensor.size(shape), type.bytes());
        } catch (ArithmeticException tooLarge) {
            throw bad(name, shape, "fewer than 2^63 bytes").because(tooLarge);
        }
    }

    private List<Integer> shape(String name, SavedTensor tensor) {
        List<Integer> shape = new ArrayList<>();
        for (long length : tensor.dims()) {
            if (length < 1 || length > Integer.MAX_VALUE) {
                throw bad(name, tensor.dims(), "lengths from 1 to 2^31 - 1");
            }
            shape.add((int) length);
        }
        return shape;
    }

    private BadCaseException bad(String name, Object found, String expected) {
        return BadCaseException.of(source, name, found, expected);
    }
}
