package org.bactrian.checkpoint.pickle;

/** Python's {@code None}. */
public enum Nothing {
    NONE
}
