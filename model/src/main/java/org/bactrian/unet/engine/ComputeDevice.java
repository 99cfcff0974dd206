package org.bactrian.unet.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * A device that is there to compute on.
 *
 * @param cuda whether it is a GPU; else it is the processor
 * @param index which of the GPUs, from 0; 0 for the processor
 */
public record ComputeDevice(boolean cuda, int index) {

    /** The processor. */
    public static final ComputeDevice CPU = new ComputeDevice(false, 0);

    /** The first GPU where the engine has CUDA and there is one, else the processor. */
    public static ComputeDevice best() {
        return TorchEngine.gpus() > 0 ? new ComputeDevice(true, 0) : CPU;
    }

    /**
     * The device a user wishes for.
     *
     * @param wish {@code auto}, {@code cpu}, {@code cuda} (the first GPU) or {@code cuda:1}
     * @throws IllegalArgumentException if it is not there, naming those that are
     */
    public static ComputeDevice of(String wish) {
        if (wish.equals("auto")) {
            return best();
        }
        return known().stream()
                .filter(device -> device.toString().equals(wish.equals("cuda") ? "cuda:0" : wish))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "device must be auto or one of %s, got %s".formatted(known(), wish)));
    }

    /** All devices, the processor first. */
    public static List<ComputeDevice> known() {
        List<ComputeDevice> devices = new ArrayList<>(List.of(CPU));
        for (int gpu = 0; gpu < TorchEngine.gpus(); gpu++) {
            devices.add(new ComputeDevice(true, gpu));
        }
        return devices;
    }

    @Override
    public String toString() {
        return cuda ? "cuda:" + index : "cpu";
    }
}
