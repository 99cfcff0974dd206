package org.bactrian.train.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bactrian.checkpoint.Sha256;
import org.bactrian.stage.Pipeline;
import org.bactrian.stage.StageObserver;
import org.bactrian.stage.StageSpec;
import org.bactrian.volume.BadCaseException;
import org.bactrian.volume.Case;

/**
 * Takes cases through the model's preprocessing and keeps the result on disk. A case is prepared anew only when its
 * files, the stages or their settings have changed.
 */
public final class Preparation {

    /** Told about each case that is ready. */
    @FunctionalInterface
    public interface Progress {
        void prepared(String caseId, int done, int all);
    }

    private final Path folder;
    private final Pipeline pipeline;
    private final String settings;
    private final int labels;

    /**
     * A preparation.
     *
     * @param folder where prepared cases lie; made when it does not exist
     * @param pipeline the stages
     * @param specs what the pipeline was made of
     * @param labels the largest label
     */
    public Preparation(Path folder, Pipeline pipeline, List<StageSpec> specs, int labels) {
        this.folder = folder;
        this.pipeline = pipeline;
        this.labels = labels;
        this.settings = labels + " labels\n" + specs;
    }

    /**
     * Prepares cases, in the order given.
     *
     * @throws BadCaseException when a case is refused; those before it stay prepared
     */
    public List<PreparedCase> prepare(List<TrainingCase> cases, Progress progress) throws IOException {
        Files.createDirectories(folder);
        List<PreparedCase> prepared = new ArrayList<>();
        for (TrainingCase found : cases) {
            prepared.add(prepare(found));
            progress.prepared(found.id(), prepared.size(), cases.size());
        }
        return prepared;
    }

    private PreparedCase prepare(TrainingCase found) throws IOException {
        Path file = folder.resolve(found.id() + ".prepared");
        String key = key(found);
        if (Files.exists(file) && PreparedHeader.read(file).key().equals(key)) {
            return PreparedCase.open(found.id(), file);
        }
        Case ready = pipeline.run(found.readWithLabels(labels), StageObserver.NONE);
        PreparedHeader header = new PreparedHeader(
                key, ready.channels().size(), ready.geometry().size(), labels);
        PreparedWriter.write(file, ready, header);
        return PreparedCase.open(found.id(), file);
    }

    /** Changes when a file's length or time, a stage or a setting does. */
    private String key(TrainingCase found) throws IOException {
        StringBuilder text = new StringBuilder(settings);
        List<Path> files = new ArrayList<>(found.images());
        files.add(found.labels());
        for (Path file : files) {
            text.append('\n').append(Files.size(file)).append(' ').append(Files.getLastModifiedTime(file));
        }
        return Sha256.of(text.toString());
    }
}
