/**
 * The tensor engine, which runs programs: PyTorch, through DJL.
 *
 * <p>{@link org.bactrian.unet.engine.TorchEngine} is started once in a process. A {@link
 * org.bactrian.unet.engine.ComputeDevice} is where it computes. A {@link org.bactrian.unet.engine.LoadedModule} is a program
 * in its memory; every call has its own scope, and no native array outlives it.
 *
 * <pre>{@code
 * try (LoadedModule module = LoadedModule.load(program.module(weights), ComputeDevice.best(), false)) {
 *     float[] scores = module.call(
 *             "forward",
 *             false,
 *             arguments -> arguments.floats(patch, shape),
 *             results -> results.singletonOrThrow().toFloatArray());
 * }
 * }</pre>
 *
 * <p>A {@link org.bactrian.unet.engine.ForeignProgram} is one of another make. It is looked at before the engine sees it.
 */
@NullMarked
package org.bactrian.unet.engine;

import org.jspecify.annotations.NullMarked;
