package org.bactrian.unet.program;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bactrian.torchscript.Tensor;
import org.bactrian.torchscript.Weights;
import org.bactrian.volume.BadCaseException;

/** Compares weights with what a program needs. */
final class WeightCheck {

    private WeightCheck() {}

    /** Refuses weights that lack a tensor, have one too many, or one of another shape; names all of them. */
    static void require(List<WeightShape> shapes, Weights weights) {
        List<String> problems = new ArrayList<>();
        Set<String> unknown = new LinkedHashSet<>(weights.names());
        for (WeightShape shape : shapes) {
            Tensor found = weights.tensors().get(shape.name());
            unknown.remove(shape.name());
            if (found == null) {
                problems.add(shape.name() + " is missing");
            } else if (!found.shape().equals(shape.shape())) {
                problems.add("%s has shape %s instead of %s".formatted(shape.name(), found.shape(), shape.shape()));
            }
        }
        unknown.forEach(name -> problems.add(name + " is unknown"));
        if (!problems.isEmpty()) {
            throw BadCaseException.of("weights", "tensors", String.join("; ", problems), "those of the network's plan");
        }
    }
}
