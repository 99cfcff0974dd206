package org.bactrian.stage.region;

/** Settings of {@link MarkRegion}: there are none. */
public record MarkRegionConfig() {}
