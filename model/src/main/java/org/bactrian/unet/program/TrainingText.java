package org.bactrian.unet.program;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bactrian.unet.plan.UNetPlan;
import org.bactrian.volume.Index3;

/** The methods of the program that only training needs: loss, gradients, step, validation, momentum. */
final class TrainingText {

    /** Added to the gradient's norm before dividing by it, as in {@code torch.nn.utils.clip_grad_norm_}. */
    private static final double NORM_FLOOR = 1e-6;

    /** Soft Dice never divides by less, as in nnU-Net's loss. */
    private static final double DICE_FLOOR = 1e-8;

    private final UNetPlan plan;
    private final TrainingRules rules;
    private final List<String> parameters;

    TrainingText(UNetPlan plan, TrainingRules rules, List<String> parameters) {
        this.plan = plan;
        this.rules = rules;
        this.parameters = parameters;
    }

    /** The momentum buffer of a parameter. */
    static String momentum(String parameter) {
        return "momentum_" + parameter;
    }

    /** All methods, indented as members of the class. */
    String methods() {
        StringBuilder text = new StringBuilder(levelLoss())
                .append(weightedLoss())
                .append(update())
                .append(state());
        for (Precision precision : Precision.STORED) {
            text.append(gradients(precision)).append(step(precision)).append(validate(precision));
        }
        return text.toString();
    }

    /**
     * Cross-entropy minus soft Dice at one resolution. The Dice of a class in a patch is (2 I + s) / max(G + P + s,
     * floor), with I the sum of probability over the class's voxels, G their number and P the sum of probability
     * everywhere; the mean is taken over patches and foreground classes.
     */
    private String levelLoss() {
        String perClass = IntStream.range(1, plan.classes())
                .mapToObj(label -> """
                            truth%1$s = torch.to(torch.eq(target, %1$s), 6)
                            share%1$s = torch.select(probabilities, 1, %1$s)
                            both%1$s = torch.sum(torch.mul(share%1$s, truth%1$s), [1, 2, 3])
                            all%1$s = torch.add(torch.sum(share%1$s, [1, 2, 3]), torch.sum(truth%1$s, [1, 2, 3]))
                            above%1$s = torch.add(torch.mul(both%1$s, 2.), %2$s)
                            below%1$s = torch.clamp_min(torch.add(all%1$s, %2$s), %3$s)
                            dice%1$s = torch.mean(torch.div(above%1$s, below%1$s))
                        """.formatted(label, rules.diceSmoothing(), DICE_FLOOR))
                .collect(Collectors.joining());
        String dices = IntStream.range(1, plan.classes())
                .mapToObj(label -> "dice" + label)
                .collect(Collectors.joining(", "));
        return """
                  def level_loss(self: __torch__.UNet,
                    scores: Tensor,
                    target: Tensor) -> Tensor:
                    entropy = torch.cross_entropy_loss(scores, target, None, 1, -100, 0.)
                    probabilities = torch.softmax(scores, 1)
                """ + perClass + """
                    dice = torch.mean(torch.stack([%s], 0))
                    return torch.sub(entropy, dice)
                """.formatted(dices);
    }

    /** The losses of all heads, by their weights. */
    private String weightedLoss() {
        List<String> terms = new ArrayList<>();
        for (int head = 0; head < plan.heads(); head++) {
            double weight = rules.headWeights().get(head);
            if (weight > 0) {
                terms.add("torch.mul((self).level_loss(scores[%s], %s, ), %s)".formatted(head, targetAt(head), weight));
            }
        }
        return """
                  def weighted_loss(self: __torch__.UNet,
                    scores: List[Tensor],
                    labels: Tensor) -> Tensor:
                    target = torch.to(labels, 4)
                    return torch.sum(torch.stack([%s], 0))
                """.formatted(String.join(", ", terms));
    }

    /**
     * The labels at a level: of each block of voxels the one at half the stride, which is what torch's 'nearest-exact'
     * interpolation takes ('nearest' would take the first).
     */
    private String targetAt(int level) {
        Index3 stride = plan.totalStride(level);
        String target = "target";
        int[] steps = {stride.z(), stride.y(), stride.x()};
        for (int axis = 0; axis < 3; axis++) {
            if (steps[axis] > 1) {
                target = "torch.slice(%s, %s, %s, 9223372036854775807, %s)"
                        .formatted(target, axis + 1, steps[axis] / 2, steps[axis]);
            }
        }
        return target;
    }

    /** The loss, then its gradient by each parameter; empty for one that no trained head depends on. */
    private String gradients(Precision precision) {
        return """
                  def %s(self: __torch__.UNet,
                    x: Tensor,
                    labels: Tensor) -> List[Tensor]:
                    loss = (self).weighted_loss((self).%s(x, ), labels, )
                    parameters = [%s]
                    gradients = torch.grad([loss], parameters, None, None, False, True)
                    known = annotate(List[Tensor], [torch.detach(loss)])
                    for i in range(torch.len(parameters)):
                      gradient = gradients[i]
                      if torch.__isnot__(gradient, None):
                        _1 = torch.append(known, unchecked_cast(Tensor, gradient))
                      else:
                        _2 = torch.append(known, torch.zeros([0]))
                    return known
                """.formatted(precision.method("gradients"), precision.method("scores"), members(parameters));
    }

    private String step(Precision precision) {
        return """
                  def %s(self: __torch__.UNet,
                    x: Tensor,
                    labels: Tensor,
                    rate: Tensor) -> Tensor:
                    gradients = (self).%s(x, labels, )
                    _1 = (self).update(gradients, rate, )
                    return gradients[0]
                """.formatted(precision.method("train_step"), precision.method("gradients"));
    }

    /** Shortens the gradient, then Nesterov's step as {@code torch.optim.SGD} takes it (Sutskever et al., ICML 2013). */
    private String update() {
        return """
                  def update(self: __torch__.UNet,
                    gradients: List[Tensor],
                    rate: Tensor) -> Tensor:
                    parameters = [%1$s]
                    momenta = [%2$s]
                    torch.set_grad_enabled(False)
                    squares = torch.zeros_like(rate)
                    for i in range(torch.len(parameters)):
                      part = gradients[torch.add(i, 1)]
                      _1 = torch.add_(squares, torch.sum(torch.mul(part, part)))
                    norm = torch.sqrt(squares)
                    factor = torch.clamp_max(torch.mul(torch.reciprocal(torch.add(norm, %3$s)), %4$s), 1.)
                    for j in range(torch.len(parameters)):
                      gradient = gradients[torch.add(j, 1)]
                      if torch.gt(torch.numel(gradient), 0):
                        parameter = parameters[j]
                        momentum = momenta[j]
                        pull = torch.add(torch.mul(gradient, factor), parameter, alpha=%5$s)
                        _2 = torch.add_(torch.mul_(momentum, %6$s), pull)
                        move = torch.add(pull, momentum, alpha=%6$s)
                        _3 = torch.sub_(parameter, torch.mul(move, rate))
                    torch.set_grad_enabled(True)
                    return norm
                """.formatted(
                        members(parameters),
                        members(momenta()),
                        NORM_FLOOR,
                        rules.gradientNorm(),
                        rules.weightDecay(),
                        rules.momentum());
    }

    /**
     * The loss, and for each class the voxels found rightly, found wrongly and missed at full resolution. The scores are
     * computed once for both.
     */
    private String validate(Precision precision) {
        String counts = IntStream.range(0, plan.classes())
                .mapToObj(label -> """
                            found%1$s = torch.eq(labelled, %1$s)
                            true%1$s = torch.eq(labels, %1$s)
                            right%1$s = torch.sum(torch.logical_and(found%1$s, true%1$s))
                            wrong%1$s = torch.sub(torch.sum(found%1$s), right%1$s)
                            missed%1$s = torch.sub(torch.sum(true%1$s), right%1$s)
                        """.formatted(label))
                .collect(Collectors.joining());
        String all = IntStream.range(0, plan.classes())
                .mapToObj("right%1$s, wrong%1$s, missed%1$s"::formatted)
                .collect(Collectors.joining(", "));
        return """
                  def %s(self: __torch__.UNet,
                    x: Tensor,
                    labels: Tensor) -> List[Tensor]:
                    scores = (self).%s(x, )
                    loss = (self).weighted_loss(scores, labels, )
                    labelled = torch.argmax(scores[0], 1)
                """.formatted(precision.method("validate"), precision.method("scores")) + counts + """
                    return [loss, torch.stack([%s], 0)]
                """.formatted(all);
    }

    private String state() {
        return """
                  def state(self: __torch__.UNet) -> List[Tensor]:
                    return [%s]
                """.formatted(members(momenta()));
    }

    private List<String> momenta() {
        return parameters.stream().map(TrainingText::momentum).toList();
    }

    private static String members(List<String> names) {
        return names.stream().map("self."::concat).collect(Collectors.joining(", "));
    }
}
