package org.bactrian.nifti;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.bactrian.volume.Index3;
import org.bactrian.volume.SharedFolder;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Vector3;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that other programs wrote. All are NIfTI-1, little-endian. */
class RealFilesTest {

    private final Path folder;

    RealFilesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void aScanKeepsItsVoxelsAndItsGeometryBitForBit() throws IOException {
        Path file = SharedFolder.path("data/totalsegmentator/example_ct_sm.nii.gz");
        NiftiImage scan = NiftiReader.read(file);
        Path copy = folder.resolve("copy.nii.gz");

        NiftiWriter.write(copy, scan.volume(), scan.header());

        assertThat(NiftiReader.read(copy).volume().voxels())
                .isEqualTo(scan.volume().voxels());
        assertSameGeometryBytes(copy, file);
        assertThat(scan.volume().geometry().size()).isEqualTo(new Index3(122, 101, 30));
        assertThat(scan.volume().geometry().origin())
                .isEqualTo(new Vector3(-177.95632934570312, 11.319000244140625, 94.3017578125));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data/kits19/case_00061/segmentation.nii.gz",
                "data/kits19/case_00015/segmentation.nii.gz",
                "data/totalsegmentator/example_seg.nii.gz",
                "data/totalsegmentator/example_seg_dicom.nii.gz"
            })
    void aLabelMapKeepsItsLabelsAndItsGeometryBitForBit(String name) throws IOException {
        Path file = SharedFolder.path(name);
        NiftiLabels labels = NiftiReader.readLabels(file);
        Path copy = folder.resolve("copy.nii.gz");

        NiftiWriter.write(copy, labels.map(), labels.header());

        assertThat(NiftiReader.readLabels(copy).map().bytes())
                .isEqualTo(labels.map().bytes());
        assertSameGeometryBytes(copy, file);
    }

    @Test
    void slicesOfAKitsCaseLieAlongItsFirstAxisFromHeadToFeet() {
        Path file = SharedFolder.path("data/kits19/case_00061/segmentation.nii.gz");

        NiftiHeader header = NiftiReader.readHeader(file);

        assertThat(header.geometry().spacing()).isEqualTo(new Spacing(5, 0.9765620231628418, 0.9765620231628418));
        assertThat(header.geometry().direction().x()).isEqualTo(new Vector3(0, 0, -1));
        assertThat(header.geometry().direction().z()).isEqualTo(new Vector3(-1, 0, 0));
    }

    @Test
    void theTwoWaysOfPlacingAKitsCaseAgree() {
        Path byMatrix = SharedFolder.path("data/kits19/case_00061/segmentation.nii.gz");
        Path byRotation = SharedFolder.path("data/kits19/case_00015/segmentation.nii.gz");

        NiftiHeader matrix = NiftiReader.readHeader(byMatrix);
        NiftiHeader rotation = NiftiReader.readHeader(byRotation);

        assertThat(rotation.placement()).isEqualTo(Placement.QFORM);
        for (int axis = 0; axis < 3; axis++) {
            Vector3 other = matrix.geometry().direction().along(axis);
            assertThat(rotation.geometry()
                            .direction()
                            .along(axis)
                            .plus(-1, other)
                            .length())
                    .isLessThan(1e-6);
        }
    }

    private static void assertSameGeometryBytes(Path actual, Path expected) throws IOException {
        byte[] ours = header(actual);
        byte[] theirs = header(expected);
        assertThat(Arrays.copyOfRange(ours, 40, 56)).as("dim").isEqualTo(Arrays.copyOfRange(theirs, 40, 56));
        assertThat(Arrays.copyOfRange(ours, 76, 108)).as("pixdim").isEqualTo(Arrays.copyOfRange(theirs, 76, 108));
        assertThat(ours[123]).as("xyzt_units").isEqualTo(theirs[123]);
        assertThat(Arrays.copyOfRange(ours, 252, 328))
                .as("qform, sform")
                .isEqualTo(Arrays.copyOfRange(theirs, 252, 328));
    }

    private static byte[] header(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return in.readNBytes(348);
        }
    }
}
