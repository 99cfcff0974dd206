package org.bactrian.stage;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a component of a settings record means, and its default. Shown by {@code bactrian stages}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {

    /** The meaning with its unit and range, as a phrase. */
    String value();

    /**
     * The value used where a configuration is silent, written as in a configuration file: {@code 3}, {@code true},
     * {@code 1.62, 1.62, 3.22}. Empty: the setting must be given.
     */
    String defaultsTo() default "";
}
