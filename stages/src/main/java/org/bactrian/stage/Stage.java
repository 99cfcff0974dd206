package org.bactrian.stage;

import org.bactrian.volume.Case;

/**
 * One step of a pipeline: a pure function from case to case. It is called from many threads at once, holds no state
 * between calls, and never writes to the arrays it was given. A case it cannot accept is refused with a
 * {@link org.bactrian.volume.BadCaseException}.
 */
@FunctionalInterface
public interface Stage {

    Case apply(Case input);
}
