package org.bactrian.checkpoint.nnunet.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bactrian.torchscript.Tensor;
import org.bactrian.torchscript.Weights;
import org.bactrian.unet.plan.UNetPlan;
import org.bactrian.volume.Index3;

/**
 * The same network with kernels of one size on either way of a level, as nnU-Net's second version has them: the smaller are set
 * into zeros, which changes no score.
 */
final class EvenKernels {

    private final UNetPlan uneven;
    private final UNetPlan even;

    EvenKernels(UNetPlan plan) {
        uneven = plan;
        List<Index3> kernels = new ArrayList<>(plan.kernels());
        for (int level = 0; level < plan.heads(); level++) {
            kernels.set(level, larger(kernels.get(level), plan.decoderKernels().get(level)));
        }
        even = plan.withKernels(kernels, UNetPlan.aboveBottleneck(kernels));
    }

    private static Index3 larger(Index3 one, Index3 other) {
        return new Index3(Math.max(one.x(), other.x()), Math.max(one.y(), other.y()), Math.max(one.z(), other.z()));
    }

    UNetPlan plan() {
        return even;
    }

    /** Whether the network has such kernels already. */
    boolean changesNothing() {
        return even.equals(uneven);
    }

    /** The weights of the network as weights of {@link #plan}. */
    Weights of(Weights weights) {
        if (changesNothing()) {
            return weights;
        }
        Map<String, Tensor> widened = new LinkedHashMap<>();
        weights.tensors().forEach((name, tensor) -> widened.put(name, isKernel(name) ? widened(name, tensor) : tensor));
        return new Weights(widened);
    }

    private static boolean isKernel(String weight) {
        return weight.matches("(encoder|decoder)_\\d+_\\d+(_first|_second)?_weight");
    }

    private Tensor widened(String weight, Tensor tensor) {
        Index3 kernel = even.kernels().get(Integer.parseInt(weight.split("_", -1)[1]));
        List<Integer> shape = tensor.shape();
        int depth = shape.get(2);
        int height = shape.get(3);
        int width = shape.get(4);
        int filters = shape.get(0) * shape.get(1);
        int margin = ((kernel.z() - depth) / 2 * kernel.y() + (kernel.y() - height) / 2) * kernel.x()
                + (kernel.x() - width) / 2;
        int size = Math.toIntExact(kernel.product());
        float[] values = new float[filters * size];
        for (int line = 0; line < filters * depth * height; line++) {
            int filter = line / (depth * height);
            int z = line / height % depth;
            int y = line % height;
            int to = filter * size + margin + (z * kernel.y() + y) * kernel.x();
            System.arraycopy(tensor.values(), line * width, values, to, width);
        }
        return new Tensor(List.of(shape.get(0), shape.get(1), kernel.z(), kernel.y(), kernel.x()), values);
    }
}
