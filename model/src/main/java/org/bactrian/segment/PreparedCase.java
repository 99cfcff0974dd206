package org.bactrian.segment;

import java.util.Optional;
import org.bactrian.volume.Case;

/**
 * A case that is ready for the networks.
 *
 * @param seen what the first network sees
 * @param scan the scan itself, where networks follow that see it prepared in another way; otherwise it can be let go
 */
public record PreparedCase(Case seen, Optional<Case> scan) {}
