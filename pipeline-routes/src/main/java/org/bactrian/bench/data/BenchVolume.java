package org.bactrian.bench.data;

import org.bactrian.volume.Direction;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Vector3;

/** A scan to measure on: the name that its files begin with, and its grid. */
public record BenchVolume(String name, Index3 size, Spacing spacing) {

    /** 60 slices 5 mm apart: along z it is resampled slice by slice. */
    public static final BenchVolume A = new BenchVolume("a", new Index3(512, 512, 60), new Spacing(0.78, 0.78, 5));

    /** 200 slices 2.5 mm apart, the usual abdominal scan. */
    public static final BenchVolume B = new BenchVolume("b", new Index3(512, 512, 200), new Spacing(0.8, 0.8, 2.5));

    /** 600 slices 1 mm apart. */
    public static final BenchVolume C = new BenchVolume("c", new Index3(512, 512, 600), new Spacing(0.75, 0.75, 1));

    private static final Direction LPS = new Direction(new Vector3(-1, 0, 0), new Vector3(0, -1, 0), Direction.RAS.z());

    /** Its grid: x and y grow to Left and Posterior, as in most CT files. */
    public Geometry geometry() {
        return new Geometry(size, spacing, new Vector3(200, 200, -300), LPS);
    }

    /** Such as {@code 512x512x60}. */
    public String sizeText() {
        return "%dx%dx%d".formatted(size.x(), size.y(), size.z());
    }
}
