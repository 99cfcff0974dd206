package org.bactrian.train;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bactrian.torchscript.ArchiveWriter;
import org.bactrian.torchscript.TorchScriptArchive;
import org.bactrian.unet.program.TrainingState;
import org.bactrian.unet.program.UNetProgram;
import org.bactrian.volume.BadCaseException;

/**
 * A training that can go on.
 *
 * @param settings everything that decides the course of the training, in words by name: it only goes on as it began
 * @param progress how far it has come
 * @param state weights and momentum
 */
record TrainingCheckpoint(SortedMap<String, String> settings, TrainingProgress progress, TrainingState state) {

    private static final String ENTRY = "training.json";

    private static final int VERSION = 1;

    private static final Gson GSON =
            new GsonBuilder().serializeSpecialFloatingPointValues().create();

    TrainingCheckpoint {
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    }

    /** What lies beside the tensors. */
    private record Course(int version, SortedMap<String, String> settings, TrainingProgress progress) {}

    /** Writes the checkpoint as a program that can be trained; the file appears when it is complete. */
    void write(Path file, Recipe recipe) throws IOException {
        byte[] course = GSON.toJson(new Course(VERSION, settings, progress)).getBytes(StandardCharsets.UTF_8);
        ArchiveWriter.write(
                file,
                UNetProgram.of(recipe.network()).module(state, recipe.training().rules()),
                Map.of(ENTRY, course));
    }

    /**
     * Reads a checkpoint.
     *
     * @throws BadCaseException when the file is no checkpoint, was cut off or altered, or is of another version
     */
    static TrainingCheckpoint read(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        try (TorchScriptArchive archive = TorchScriptArchive.open(file, name)) {
            byte[] json = archive.extra(ENTRY)
                    .orElseThrow(() -> BadCaseException.of(name, ENTRY, "missing", "an entry of every checkpoint"));
            Course course = GSON.fromJson(new String(json, StandardCharsets.UTF_8), Course.class);
            if (course.version() != VERSION) {
                throw BadCaseException.of(name, "version", course.version(), String.valueOf(VERSION));
            }
            return new TrainingCheckpoint(course.settings(), course.progress(), TrainingState.of(archive.module()));
        } catch (JsonParseException wrong) {
            throw BadCaseException.of(name, ENTRY, "not as it was written", "the course of a training")
                    .because(wrong);
        }
    }

    /**
     * Refuses to go on with other settings.
     *
     * @throws IllegalArgumentException naming each setting that differs, with both values
     */
    void requireSettings(SortedMap<String, String> wanted) {
        List<String> problems = new ArrayList<>();
        wanted.forEach((name, value) -> {
            String before = settings.getOrDefault(name, "nothing");
            if (!before.equals(value)) {
                problems.add("%s was %s, now %s".formatted(name, before, value));
            }
        });
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    "a training is only resumed as it began: " + String.join("; ", problems));
        }
    }
}
