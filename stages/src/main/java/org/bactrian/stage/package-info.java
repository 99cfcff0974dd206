/**
 * The stage SPI, the catalogue of known stages, and the pipeline that runs them in order.
 *
 * <p>A {@link org.bactrian.stage.Stage} is a pure function from case to case. A {@link org.bactrian.stage.StageFactory}
 * has a name for configuration files and makes the stage from a record of settings. Factories are found with
 * {@link java.util.ServiceLoader}, on the class path and in the jars of a plug-in folder. A
 * {@link org.bactrian.stage.StageSpec} is one line of a configuration: a name and its settings; a list of them is a
 * {@link org.bactrian.stage.Pipeline}:
 *
 * <pre>{@code
 * Pipeline pipeline = StageCatalog.builtIn().pipeline(List.of(
 *         new StageSpec("crop-to-nonzero", Map.of()),
 *         new StageSpec("resample", Map.of("spacingMm", List.of(1.62, 1.62, 3.22)))));
 * Case prepared = pipeline.run(scan, StageObserver.NONE);
 * }</pre>
 *
 * <p>No stage undoes another: a case remembers its grids, and {@code numeric.grid.Regrid} walks them backwards.
 */
@NullMarked
package org.bactrian.stage;

import org.jspecify.annotations.NullMarked;
