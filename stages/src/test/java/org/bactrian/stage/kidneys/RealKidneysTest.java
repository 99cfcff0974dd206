package org.bactrian.stage.kidneys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bactrian.nifti.NiftiReader;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.SharedFolder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** KiTS19 label maps against the volumes of their components in {@code kits19_components.json}, millilitres. */
class RealKidneysTest {

    private static final KeepTwoKidneysConfig DEFAULTS = new KeepTwoKidneysConfig(2, 1, 26, 1);

    @ParameterizedTest
    @CsvSource({"case_00064, 154.117, 148.919", "case_00110, 243.965, 171.975", "case_00037, 695.158, 333.479"})
    void twoKidneysWithTheirTumoursAreKept(String name, double largerMl, double smallerMl) {
        LabelMap labels = NiftiReader.readLabels(SharedFolder.path("data/kits19/" + name + "/segmentation.nii.gz"))
                .map();

        LabelMap kept = Islands.of(labels, DEFAULTS).kept(labels);

        double keptMl = voxels(kept) * labels.geometry().spacing().voxelVolumeMm3() / 1000;
        assertThat(keptMl).isCloseTo(largerMl + smallerMl, within(0.002));
        assertThat(voxels(labels) - voxels(kept)).as("specks").isBetween(0L, 4L);
    }

    private static long voxels(LabelMap labels) {
        long voxels = 0;
        for (int i = 0; i < labels.length(); i++) {
            voxels += labels.at(i) > 0 ? 1 : 0;
        }
        return voxels;
    }
}
