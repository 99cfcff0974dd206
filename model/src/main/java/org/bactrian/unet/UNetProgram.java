package org.bactrian.unet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.bactrian.torchscript.ScriptModule;
import org.bactrian.torchscript.Tensor;
import org.bactrian.torchscript.Weights;

/**
 * The network of a plan as a TorchScript program. Its method {@code forward} takes a patch (batch, channel, depth,
 * height, width) and returns the scores (logits) of all classes at the same resolution; {@code forward_bfloat16} does
 * the same in the other {@link Precision}. Programs for training have more methods.
 */
public final class UNetProgram {

    /** The slope that Kaiming initialisation is told, as in nnU-Net. */
    private static final double INITIAL_SLOPE = 1e-2;

    private final UNetPlan plan;
    private final List<WeightShape> shapes;

    private UNetProgram(UNetPlan plan) {
        this.plan = plan;
        this.shapes = new NetworkBody(plan, Precision.FLOAT32).weights();
    }

    /** The program of a plan. */
    public static UNetProgram of(UNetPlan plan) {
        return new UNetProgram(plan);
    }

    /** The number of trainable values, those of all heads included. */
    public long parameterCount() {
        return shapes.stream().mapToLong(shape -> Tensor.size(shape.shape())).sum();
    }

    /**
     * Weights to start training from, the same for a seed on every machine: kernels normal with variance 2 / ((1 + a^2)
     * fan-in) (He et al., ICCV 2015, equation 15), gains one, all else zero.
     */
    public Weights initialWeights(long seed) {
        Random random = new Random(seed);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (WeightShape shape : shapes) {
            Tensor tensor = Tensor.zeros(shape.shape());
            double deviation = Math.sqrt(2 / ((1 + INITIAL_SLOPE * INITIAL_SLOPE) * shape.fanIn()));
            float[] values = tensor.values();
            for (int i = 0; i < values.length; i++) {
                values[i] = switch (shape.role()) {
                    case KERNEL -> (float) (deviation * random.nextGaussian());
                    case GAIN -> 1;
                    case OFFSET -> 0;
                };
            }
            tensors.put(shape.name(), tensor);
        }
        return new Weights(tensors);
    }

    /** The program with weights, to compute scores. */
    public ScriptModule module(Weights weights) {
        return new ScriptModule("UNet", text(List.of(), ""), checked(weights), Weights.NONE);
    }

    /** The program with weights and momentum, to train. */
    public ScriptModule module(TrainingState state, TrainingRules rules) {
        if (rules.headWeights().size() != plan.heads()) {
            throw new IllegalArgumentException(
                    "bad training rules: headWeights must have %d entries, one for each head, got %s"
                            .formatted(plan.heads(), rules.headWeights()));
        }
        List<String> momenta = names().stream().map(TrainingText::momentum).toList();
        String training = new TrainingText(plan, rules, names()).methods();
        Map<String, Tensor> buffers = new LinkedHashMap<>();
        checked(state.momentum()).tensors().forEach((name, tensor) -> buffers.put(TrainingText.momentum(name), tensor));
        return new ScriptModule("UNet", text(momenta, training), checked(state.weights()), new Weights(buffers));
    }

    private List<String> names() {
        return shapes.stream().map(WeightShape::name).toList();
    }

    /** The weights in the order of the program; they must be its weights and no others. */
    private Weights checked(Weights weights) {
        WeightCheck.require(shapes, weights);
        Map<String, Tensor> ordered = new LinkedHashMap<>();
        names().forEach(name -> ordered.put(name, weights.get(name)));
        return new Weights(ordered);
    }

    private String text(List<String> momenta, String moreMethods) {
        StringBuilder text = new StringBuilder("class UNet(Module):\n");
        text.append("  __parameters__ = [").append(quoted(names())).append("]\n");
        text.append("  __buffers__ = [").append(quoted(momenta)).append("]\n");
        text.append("  training : bool\n");
        names().forEach(name -> text.append("  ").append(name).append(" : Tensor\n"));
        momenta.forEach(name -> text.append("  ").append(name).append(" : Tensor\n"));
        for (Precision precision : Precision.values()) {
            text.append(scores(precision));
        }
        return text.append(moreMethods).toString();
    }

    private String scores(Precision precision) {
        NetworkBody body = new NetworkBody(plan, precision);
        return """
                  def %s(self: __torch__.UNet,
                    x: Tensor) -> List[Tensor]:
                %s    return [%s]
                  def %s(self: __torch__.UNet,
                    x: Tensor) -> Tensor:
                    scores = (self).%1$s(x, )
                    return scores[0]
                """.formatted(
                        precision.method("scores"),
                        body.statements().stream().map("    %s\n"::formatted).collect(Collectors.joining()),
                        String.join(", ", body.heads()),
                        precision.method("forward"));
    }

    private static String quoted(List<String> names) {
        return names.stream().map("\"%s\", "::formatted).collect(Collectors.joining());
    }
}
