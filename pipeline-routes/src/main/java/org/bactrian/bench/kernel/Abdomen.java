package org.bactrian.bench.kernel;

import org.bactrian.bench.data.BenchVolume;
import org.bactrian.bench.data.SyntheticScan;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Volume;

/** What the kernels work on: 256 x 256 x 128 voxels of the volume that the other rows read. */
final class Abdomen {

    private static final BenchVolume SCAN = new BenchVolume("k", new Index3(256, 256, 128), new Spacing(1.6, 1.6, 3));

    private Abdomen() {}

    static Volume image() {
        return new SyntheticScan(SCAN).image();
    }

    static LabelMap labels() {
        return new SyntheticScan(SCAN).labels();
    }

    static LabelMap specks() {
        return new SyntheticScan(SCAN).specks();
    }
}
