package org.bactrian.train.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
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
        StringBuilder text = new StringBuilder().append(labels);
        specs.forEach(spec -> text.append('\n').append(spec.stage()).append(new TreeMap<>(spec.settings())));
        this.settings = text.toString();
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
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
