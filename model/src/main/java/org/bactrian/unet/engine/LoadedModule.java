package org.bactrian.unet.engine;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.bactrian.file.ShortLived;
import org.bactrian.torchscript.ArchiveWriter;
import org.bactrian.torchscript.ScriptModule;
import org.bactrian.torchscript.Tensor;
import org.bactrian.torchscript.Weights;
import org.bactrian.volume.BadCaseException;

/** A program in the engine's memory. Every call has its own scope: no native array outlives it. */
public final class LoadedModule implements AutoCloseable {

    private final NDManager manager;
    private final PtSymbolBlock block;
    private final BufferPool buffers = new BufferPool();
    private final ReadWriteLock inUse = new ReentrantReadWriteLock();

    private LoadedModule(NDManager manager, PtSymbolBlock block) {
        this.manager = manager;
        this.block = block;
    }

    /** Loads a program onto a device, by way of a temporary file. */
    public static LoadedModule load(ScriptModule module, ComputeDevice device, boolean trainable) {
        try {
            Path file = ShortLived.of(Files.createTempFile("bactrian-network", ".pt"));
            try {
                ArchiveWriter.write(file, module, Map.of());
                return load(file, device, trainable);
            } finally {
                ShortLived.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the network's program to a temporary file", e);
        }
    }

    /** Loads a program of another make, by way of a temporary file that holds what was looked at. */
    public static LoadedModule load(ForeignProgram program, ComputeDevice device) {
        try {
            Path file = ShortLived.of(Files.createTempFile("bactrian-network", ".pt"));
            try {
                program.writeFor(file);
                return load(file, device, false);
            } catch (DeviceMemoryException full) {
                throw full;
            } catch (IllegalStateException refused) {
                throw BadCaseException.of(
                                program.source(),
                                "content",
                                String.valueOf(refused.getMessage()),
                                "one that the engine loads")
                        .because(refused);
            } finally {
                ShortLived.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the network's program to a temporary file", e);
        }
    }

    /** Loads the program of an archive as it stands there. */
    public static LoadedModule load(Path archive, ComputeDevice device, boolean trainable) {
        Device where = device.cuda() ? Device.gpu(device.index()) : Device.cpu();
        NDManager manager = TorchEngine.engine().newBaseManager(where);
        try {
            String[] noExtras = new String[0];
            return new LoadedModule(
                    manager, JniUtils.loadModule((PtNDManager) manager, archive, true, noExtras, noExtras, trainable));
        } catch (EngineException e) {
            manager.close();
            throw DeviceMemoryException.of("the engine cannot load the network: " + e.getMessage(), e);
        }
    }

    /**
     * Runs a method.
     *
     * @param gradients whether it may ask for gradients
     * @param inputs adds the arguments
     * @param outputs copies out what is wanted of the results
     * @throws IllegalStateException if the engine fails; a {@link DeviceMemoryException} for want of memory
     */
    public <R> R call(String method, boolean gradients, Consumer<Arguments> inputs, Function<NDList, R> outputs) {
        return within(
                method,
                gradients,
                inputs,
                (scope, arguments) -> outputs.apply(
                        block.forward(new ParameterStore(scope, false), arguments.forMethod(method), gradients)));
    }

    /**
     * Runs {@code forward} of a program of another make.
     *
     * @param inputs adds the arguments
     * @param outputs copies out what is wanted of what it returns
     * @throws IllegalStateException if the engine fails; a {@link DeviceMemoryException} for want of memory
     */
    public <R> R callForeign(Consumer<Arguments> inputs, BiFunction<IValue, PtNDManager, R> outputs) {
        return within("forward", false, inputs, (scope, arguments) -> {
            IValue[] values = arguments.asValues();
            try (IValue results = IValueUtils.runMethod(block, "forward", values)) {
                return outputs.apply(results, (PtNDManager) scope);
            } finally {
                Arrays.stream(values).forEach(IValue::close);
            }
        });
    }

    private <R> R within(
            String method, boolean gradients, Consumer<Arguments> inputs, BiFunction<NDManager, Arguments, R> work) {
        inUse.readLock().lock();
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(gradients);
        try (NDManager scope = manager.newSubManager()) {
            Arguments arguments = new Arguments(scope, buffers);
            inputs.accept(arguments);
            R result = work.apply(scope, arguments);
            arguments.release();
            return result;
        } catch (EngineException e) {
            throw DeviceMemoryException.of("the engine failed to run " + method + ": " + e.getMessage(), e);
        } finally {
            JniUtils.setGradMode(before);
            inUse.readLock().unlock();
        }
    }

    /** What is found out about it; closed where that fails. */
    public <R> R orClosed(Function<LoadedModule, R> question) {
        boolean answered = false;
        try {
            R answer = question.apply(this);
            answered = true;
            return answer;
        } finally {
            if (!answered) {
                close();
            }
        }
    }

    /** The parameters as they are now. */
    public Weights parameters() {
        try (NDManager scope = manager.newSubManager()) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (NDArray array : JniUtils.moduleGetParams(block, (PtNDManager) scope)) {
                tensors.put(array.getName(), tensor(array));
            }
            return new Weights(tensors);
        }
    }

    /** What a method without arguments returns, a list of tensors, under the given names. */
    public Weights list(String method, Iterable<String> names) {
        try (NDManager scope = manager.newSubManager();
                IValue result = IValueUtils.runMethod(block, method)) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            int index = 0;
            NDList arrays = result.toNDList((PtNDManager) scope);
            for (String name : names) {
                tensors.put(name, tensor(arrays.get(index++)));
            }
            return new Weights(tensors);
        }
    }

    private static Tensor tensor(NDArray array) {
        return new Tensor(
                Arrays.stream(array.getShape().getShape())
                        .mapToObj(Math::toIntExact)
                        .toList(),
                array.toFloatArray());
    }

    /** Waits for calls that run: they read the engine's memory. */
    @Override
    public void close() {
        inUse.writeLock().lock();
        try {
            manager.close();
        } finally {
            inUse.writeLock().unlock();
        }
    }
}
