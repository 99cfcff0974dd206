package org.bactrian.bench.task;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.bactrian.nifti.NiftiReader;
import org.bactrian.volume.Volume;

/** A packed file becomes intensities in memory, whole numbers as whole numbers. */
record ReadScan(Path file) implements Task {

    @Override
    public Supplier<String> run() {
        Volume volume = NiftiReader.read(file).volume();
        return () -> volume.geometry().size().toString();
    }
}
