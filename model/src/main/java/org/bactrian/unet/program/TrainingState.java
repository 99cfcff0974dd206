package org.bactrian.unet.program;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bactrian.torchscript.ScriptModule;
import org.bactrian.torchscript.Tensor;
import org.bactrian.torchscript.Weights;

/**
 * Where training stands: what must be kept to continue it as if it had never stopped.
 *
 * @param weights of the network
 * @param momentum for each weight, under the same name
 */
public record TrainingState(Weights weights, Weights momentum) {

    /** Given weights at rest. */
    public static TrainingState atRest(Weights weights) {
        Map<String, Tensor> momentum = new LinkedHashMap<>();
        weights.tensors().forEach((name, tensor) -> momentum.put(name, Tensor.zeros(tensor.shape())));
        return new TrainingState(weights, new Weights(momentum));
    }

    /** The state that {@link UNetProgram#module(TrainingState, TrainingRules)} put into a module. */
    public static TrainingState of(ScriptModule module) {
        Map<String, Tensor> momentum = new LinkedHashMap<>();
        for (String name : module.parameters().names()) {
            momentum.put(name, module.buffers().get(TrainingText.momentum(name)));
        }
        return new TrainingState(module.parameters(), new Weights(momentum));
    }
}
