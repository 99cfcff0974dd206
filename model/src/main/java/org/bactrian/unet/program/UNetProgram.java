package org.bactrian.unet.program;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bactrian.torchscript.ScriptModule;
import org.bactrian.torchscript.Tensor;
import org.bactrian.torchscript.Weights;
import org.bactrian.unet.plan.FeatureNorm;
import org.bactrian.unet.plan.UNetPlan;

/**
 * The network of a plan as a TorchScript program. Its method {@code forward} takes a patch (batch, channel, depth,
 * height, width) and returns the scores (logits) of all classes at the same resolution; {@code forward_bfloat16} does
 * the same in the other {@link Precision}. Programs for training have more methods.
 */
public final class UNetProgram {

    /** The slope that Kaiming initialisation is told, as in nnU-Net. */
    private static final double INITIAL_SLOPE = 1e-2;

    private final UNetPlan plan;
    private final Ensemble ensemble;
    private final Optional<VoteRule> votes;
    private final List<WeightShape> shapes = new ArrayList<>();

    private UNetProgram(UNetPlan plan, Ensemble ensemble, Optional<VoteRule> votes) {
        this.plan = plan;
        this.ensemble = ensemble;
        this.votes = votes;
        bodies(Precision.FLOAT32, Wording.PLAIN).forEach(body -> shapes.addAll(body.weights()));
    }

    /** The program of a plan. */
    public static UNetProgram of(UNetPlan plan) {
        return new UNetProgram(plan, Ensemble.ALONE, Optional.empty());
    }

    /** The program of several networks of a plan, to compute scores. */
    public static UNetProgram of(UNetPlan plan, Ensemble ensemble) {
        return new UNetProgram(plan, ensemble, Optional.empty());
    }

    /**
     * The same with another method beside {@code forward} where there are several networks: {@code judged} returns their mean
     * scores and how they vote, {@link VoteRule#sums}.
     */
    public UNetProgram counting(VoteRule rule) {
        return new UNetProgram(plan, ensemble, Optional.of(rule).filter(several -> ensemble.members() > 1));
    }

    /** The weights of all members as one: each member's names with a prefix that tells it. */
    public static Weights joined(List<Weights> members) {
        Ensemble ensemble = new Ensemble(members.size(), Ensemble.Scores.LOGITS);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (int member = 0; member < members.size(); member++) {
            String prefix = ensemble.prefix(member);
            members.get(member).tensors().forEach((name, tensor) -> tensors.put(prefix + name, tensor));
        }
        return new Weights(tensors);
    }

    /** The other way: the weights of each member by its own names. */
    public static List<Weights> members(Weights joined, Ensemble ensemble) {
        List<Weights> members = new ArrayList<>();
        for (int member = 0; member < ensemble.members(); member++) {
            String prefix = ensemble.prefix(member);
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            joined.tensors().forEach((name, tensor) -> {
                if (name.startsWith(prefix)) {
                    tensors.put(name.substring(prefix.length()), tensor);
                }
            });
            members.add(new Weights(tensors));
        }
        return members;
    }

    /** The network, or each member of the ensemble. */
    public UNetPlan plan() {
        return plan;
    }

    /** The number of trainable values, those of all heads included. */
    public long parameterCount() {
        return shapes.stream()
                .filter(WeightShape::isTrained)
                .mapToLong(shape -> Tensor.size(shape.shape()))
                .sum();
    }

    /** The names of all weights in the order of the program, and their shapes. */
    public Map<String, List<Integer>> weightShapes() {
        Map<String, List<Integer>> named = new LinkedHashMap<>();
        shapes.forEach(shape -> named.put(shape.name(), shape.shape()));
        return named;
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
                    case GAIN, MEASURED_VARIANCE -> 1;
                    case OFFSET, RESIDUAL_GAIN, MEASURED_MEAN -> 0;
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

    /**
     * The program with weights in the wording for processors, to compute scores of one patch at a time.
     *
     * @param precisions in which it computes; where there are several, to compare them, 32 bits are not as fast as alone
     */
    public ScriptModule processorModule(Weights weights, List<Precision> precisions) {
        Wording wording = new ProcessorWording(precisions.equals(List.of(Precision.FLOAT32)));
        Map<String, Tensor> stored = new LinkedHashMap<>(checked(weights).tensors());
        for (NetworkBody body : bodies(Precision.FLOAT32, wording)) {
            body.orders()
                    .forEach((name, order) -> stored.computeIfPresent(name, (same, kernel) -> order.stored(kernel)));
        }
        StringBuilder code = new StringBuilder(heading(List.of())).append(wording.methods());
        precisions.forEach(precision -> code.append(scores(precision, wording)));
        return new ScriptModule("UNet", code.toString(), new Weights(stored), Weights.NONE);
    }

    /** The program with weights and momentum, to train. */
    public ScriptModule module(TrainingState state, TrainingRules rules) {
        if (plan.blocks().norm() == FeatureNorm.BATCH) {
            throw new IllegalArgumentException(
                    "a network with batch normalisation only computes scores: plan one with instance normalisation");
        }
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
        StringBuilder text = new StringBuilder(heading(momenta));
        for (Precision precision : Precision.STORED) {
            text.append(scores(precision, Wording.PLAIN));
        }
        return text.append(moreMethods).toString();
    }

    private String heading(List<String> momenta) {
        StringBuilder text = new StringBuilder("class UNet(Module):\n");
        text.append("  __parameters__ = [").append(quoted(names())).append("]\n");
        text.append("  __buffers__ = [").append(quoted(momenta)).append("]\n");
        text.append("  training : bool\n");
        names().forEach(name -> text.append("  ").append(name).append(" : Tensor\n"));
        momenta.forEach(name -> text.append("  ").append(name).append(" : Tensor\n"));
        return text.toString();
    }

    private List<NetworkBody> bodies(Precision precision, Wording wording) {
        return IntStream.range(0, ensemble.members())
                .mapToObj(member -> new NetworkBody(plan, precision, wording, ensemble.prefix(member)))
                .toList();
    }

    /** The scores of all heads, and those of the finest alone: of an ensemble, its members' mean. */
    private String scores(Precision precision, Wording wording) {
        List<NetworkBody> bodies = bodies(precision, wording);
        StringBuilder methods = new StringBuilder();
        for (int member = 0; member < bodies.size(); member++) {
            methods.append(heads(member(member, precision), bodies.get(member)));
        }
        methods.append("""
                  def %s(self: __torch__.UNet,
                    x: Tensor) -> Tensor:
                %s    return m0
                """.formatted(precision.method("forward"), indented(mean(precision, Optional.empty()))));
        votes.ifPresent(rule -> methods.append(
                """
                  def %s(self: __torch__.UNet,
                    x: Tensor) -> List[Tensor]:
                %s    return [m0, %s]
                """.formatted(precision.method("judged"), indented(mean(precision, votes)), VoteRule.sums())));
        return methods.toString();
    }

    private String member(int member, Precision precision) {
        return precision.method(ensemble.prefix(member) + "scores");
    }

    /** The statements that leave the mean of the members' scores in the variable {@code m0}, and count their votes. */
    private List<String> mean(Precision precision, Optional<VoteRule> counting) {
        List<String> statements = new ArrayList<>();
        for (int i = 0; i < ensemble.members(); i++) {
            int member = i;
            statements.add("s%s = (self).%s(x, )".formatted(member, member(member, precision)));
            statements.add("m%1$s = s%1$s[0]".formatted(member));
            counting.ifPresent(rule -> statements.addAll(rule.counted(member)));
            set(statements, "m" + member, ensemble.scores().of("m" + member));
            if (member > 0) {
                statements.add("m0 = torch.add(m0, m" + member + ")");
            }
        }
        if (ensemble.members() > 1) {
            statements.add("m0 = torch.div(m0, %s.0)".formatted(ensemble.members()));
        }
        set(statements, "m0", ensemble.scores().ofMean("m0"));
        return statements;
    }

    private static void set(List<String> statements, String variable, String expression) {
        if (!expression.equals(variable)) {
            statements.add(variable + " = " + expression);
        }
    }

    private static String heads(String method, NetworkBody body) {
        return """
                  def %s(self: __torch__.UNet,
                    x: Tensor) -> List[Tensor]:
                %s    return [%s]
                """.formatted(method, indented(body.statements()), String.join(", ", body.heads()));
    }

    private static String indented(List<String> statements) {
        return statements.stream().map("    %s\n"::formatted).collect(Collectors.joining());
    }

    private static String quoted(List<String> names) {
        return names.stream().map("\"%s\", "::formatted).collect(Collectors.joining());
    }
}
