package org.bactrian.bench.task;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;
import org.bactrian.nifti.NiftiReader;
import org.bactrian.numeric.distance.Foreground;
import org.bactrian.numeric.distance.SurfaceDistances;
import org.bactrian.numeric.spline.Lines;
import org.bactrian.volume.LabelMap;

/** The distances between the surfaces of two foregrounds, whose label maps lie in memory. */
final class MeasureSurfaces implements Task {

    private final LabelMap reference;
    private final LabelMap prediction;

    private MeasureSurfaces(LabelMap reference, LabelMap prediction) {
        this.reference = reference;
        this.prediction = prediction;
    }

    /** Of two files: the reference, then the prediction. */
    static MeasureSurfaces of(Path reference, Path prediction) {
        return new MeasureSurfaces(
                NiftiReader.readLabels(reference).map(),
                NiftiReader.readLabels(prediction).map());
    }

    @Override
    public Supplier<String> run() {
        Lines lines = Lines.allCores();
        SurfaceDistances distances = SurfaceDistances.between(
                Foreground.of(reference, lines), Foreground.of(prediction, lines), label -> label > 0, lines);
        return () -> String.format(Locale.ROOT, "HD95 %.4f mm", distances.hausdorffMm(95));
    }
}
