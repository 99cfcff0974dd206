package org.example;

import java.util.Arrays;
import org.bactrian.numeric.components.ConnectedComponents;
import org.bactrian.numeric.components.Connectivity;
import org.bactrian.stage.Setting;
import org.bactrian.stage.Stage;
import org.bactrian.stage.StageFactory;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Volume;

/** Removes the table from a CT: whatever is denser than air and does not hang together with the body becomes air. */
public final class RemoveTable implements StageFactory<RemoveTable.Config> {

    private static final float AIR = -1024;

    /** The settings, with what {@code bactrian stages} shows of them; the constructor refuses bad values. */
    public record Config(
            @Setting(value = "Hounsfield units; what is denser is body or table", defaultsTo = "-300")
            double threshold) {

        public Config {
            if (!(threshold > AIR)) {
                throw new IllegalArgumentException("threshold must lie above air, got " + threshold);
            }
        }
    }

    @Override
    public String name() {
        return "remove-table";
    }

    @Override
    public String summary() {
        return "Turns the table and other things beside the patient into air.";
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    /** A stage returns a new case; the arrays of the one it was given stay as they are. */
    @Override
    public Stage create(Config config) {
        return input -> input.withChannels(input.channels().stream()
                .map(channel -> withoutTable(channel, config.threshold()))
                .toList());
    }

    private static Volume withoutTable(Volume image, double threshold) {
        ConnectedComponents objects = ConnectedComponents.of(dense(image, threshold), label -> label == 1, Connectivity.SIX);
        int body = largest(objects);
        float[] voxels = image.voxels().clone();
        objects.forEachRun((object, from, to) -> {
            if (object != body) {
                Arrays.fill(voxels, from, to, AIR);
            }
        });
        return new Volume(image.geometry(), voxels);
    }

    private static LabelMap dense(Volume image, double threshold) {
        byte[] dense = new byte[image.voxels().length];
        for (int i = 0; i < dense.length; i++) {
            dense[i] = (byte) (image.voxels()[i] > threshold ? 1 : 0);
        }
        return LabelMap.of(image.geometry(), dense);
    }

    private static int largest(ConnectedComponents objects) {
        int largest = 0;
        for (int object = 1; object < objects.count(); object++) {
            if (objects.voxels(object) > objects.voxels(largest)) {
                largest = object;
            }
        }
        return largest;
    }
}
