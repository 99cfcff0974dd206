package org.bactrian.bench.task;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Supplier;
import org.bactrian.nifti.NiftiReader;
import org.bactrian.stage.Pipeline;
import org.bactrian.stage.StageCatalog;
import org.bactrian.stage.StageObserver;
import org.bactrian.train.dataset.LabelPlaces;
import org.bactrian.volume.Case;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Volume;

/** A file becomes what a network sees of it; with labels, the voxels of each label are sampled too, as for training. */
final class PreprocessScan implements Task {

    private static final int LABELS = 2;

    private final Pipeline stages;
    private final Path image;
    private final Optional<Path> labels;

    private PreprocessScan(NetworkGrid grid, Path image, Optional<Path> labels) {
        this.stages = StageCatalog.builtIn().pipeline(grid.stages());
        this.image = image;
        this.labels = labels;
    }

    /** Words: the grid, the image and, where there are any, the labels. */
    static Task of(List<String> words) {
        return new PreprocessScan(
                NetworkGrid.of(words.get(0)),
                Path.of(words.get(1)),
                words.stream().skip(2).findFirst().map(Path::of));
    }

    @Override
    public Supplier<String> run() {
        Optional<ForkJoinTask<LabelMap>> beside = labels.map(file -> ForkJoinPool.commonPool()
                .submit(() -> NiftiReader.readLabels(file).map()));
        Case read = Case.of("bench", NiftiReader.read(image).volume());
        Case scan = beside.map(map -> read.withLabels(map.join())).orElse(read);
        Case prepared = stages.run(scan, StageObserver.NONE);
        Volume seen = prepared.channels().get(0);
        // A network takes an array; a volume may still be a view that works when it is read.
        float[] input = seen.voxels();
        Optional<List<int[]>> places = prepared.labels().map(map -> LabelPlaces.of(map, LABELS));
        return () -> String.format(
                Locale.ROOT,
                "%s, mean %.6f%s",
                seen.geometry().size(),
                mean(input),
                places.map(PreprocessScan::text).orElse(""));
    }

    private static String text(List<int[]> places) {
        return ", %d places of labels"
                .formatted(places.stream().mapToInt(ofLabel -> ofLabel.length).sum());
    }

    private static double mean(float[] input) {
        double sum = 0;
        for (float value : input) {
            sum += value;
        }
        return sum / input.length;
    }
}
