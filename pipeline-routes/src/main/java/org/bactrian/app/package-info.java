/**
 * Configuration and wiring.
 *
 * <p>A {@link org.bactrian.app.BactrianConfig} is read from one YAML file and the environment; every problem is told at
 * once. A section is a record named {@code *Config}; a key is one of its components and says with
 * {@link org.bactrian.stage.Setting} what it means and what it defaults to.
 *
 * <pre>{@code
 * BactrianConfig config = BactrianConfig.read(Optional.of(Path.of("bactrian.yaml")), System.getenv());
 * }</pre>
 */
@NullMarked
package org.bactrian.app;

import org.jspecify.annotations.NullMarked;
