package org.bactrian.stage;

/**
 * Makes a {@link Stage} from its settings. Implementations have a public constructor without arguments and are listed
 * in {@code META-INF/services/org.bactrian.stage.StageFactory}.
 *
 * @param <C> the record that holds this stage's settings; its constructor rejects bad values with an
 *     {@link IllegalArgumentException}, and each component says what it means with {@link Setting}
 */
public interface StageFactory<C extends Record> {

    /** The name used in configuration files, such as {@code resample}: lower case words joined by hyphens. */
    String name();

    /** One sentence on what the stage does, shown by {@code bactrian stages}. */
    String summary();

    /** The record of settings. */
    Class<C> configType();

    /** Makes the stage; called once at start-up. */
    Stage create(C config);
}
