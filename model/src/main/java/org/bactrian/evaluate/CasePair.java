package org.bactrian.evaluate;

import java.nio.file.Path;

/** A prediction and the label map it is held against. */
public record CasePair(String caseId, Path prediction, Path reference) {}
