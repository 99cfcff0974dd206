package org.bactrian.train.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.bactrian.nifti.NiftiWriter;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Volume;

/** Bright boxes (kidneys) with a brighter corner (tumour) in noise, as a dataset on disk. */
public final class TinyDataset {

    private static final Index3 SIZE = new Index3(24, 22, 14);

    private TinyDataset() {}

    /** Writes a dataset of some cases into a folder, and returns the folder. */
    public static Path write(Path folder, int cases) throws IOException {
        Files.createDirectories(folder.resolve("imagesTr"));
        Files.createDirectories(folder.resolve("labelsTr"));
        Files.writeString(folder.resolve("dataset.json"), description(cases));
        for (int number = 0; number < cases; number++) {
            writeCase(folder, "case_%05d".formatted(number), new Random(number));
        }
        return folder;
    }

    static String description(int cases) {
        return """
                {"channel_names": {"0": "CT"}, "labels": {"background": 0, "kidney": 1, "tumour": 2},
                 "numTraining": %d, "file_ending": ".nii.gz"}
                """.formatted(cases);
    }

    private static void writeCase(Path folder, String id, Random random) {
        Geometry grid = Geometry.of(SIZE, new Spacing(2, 2, 3));
        float[] intensities = new float[(int) SIZE.product()];
        byte[] labels = new byte[intensities.length];
        int startX = 2 + random.nextInt(8);
        int startY = 2 + random.nextInt(8);
        for (int i = 0; i < labels.length; i++) {
            int x = i % SIZE.x() - startX;
            int y = i / SIZE.x() % SIZE.y() - startY;
            int z = i / (SIZE.x() * SIZE.y()) - 3;
            boolean kidney = x >= 0 && x < 10 && y >= 0 && y < 8 && z >= 0 && z < 7;
            boolean tumour = kidney && x < 5 && y < 5;
            labels[i] = (byte) (tumour ? 2 : kidney ? 1 : 0);
            intensities[i] = (float) (-50 + 100 * labels[i] + 10 * random.nextGaussian());
        }
        NiftiWriter.write(folder.resolve("imagesTr/" + id + "_0000.nii.gz"), new Volume(grid, intensities));
        NiftiWriter.write(folder.resolve("labelsTr/" + id + ".nii.gz"), LabelMap.of(grid, labels));
    }
}
