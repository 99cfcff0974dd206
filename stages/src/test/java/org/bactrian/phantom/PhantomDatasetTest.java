package org.bactrian.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.bactrian.nifti.NiftiImage;
import org.bactrian.nifti.NiftiReader;
import org.bactrian.nifti.VoxelType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhantomDatasetTest {

    private final Path folder;

    PhantomDatasetTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void scansAndTruthsAreWrittenAsNnUNetLaysThemOut() throws IOException {
        List<String> heard = new ArrayList<>();

        PhantomDataset.write(folder, 2, 7, PhantomSize.SMALL, (id, done, count) -> heard.add(id + " " + done + count));

        PhantomScan second = Phantom.generate(7, 1, PhantomSize.SMALL);
        NiftiImage image = NiftiReader.read(folder.resolve("imagesTr/phantom_0001_0000.nii.gz"));
        assertThat(image.volume().voxels()).isEqualTo(second.image().voxels());
        assertThat(image.header().voxelType()).isEqualTo(VoxelType.INT16);
        assertThat(NiftiReader.readLabels(folder.resolve("labelsTr/phantom_0001.nii.gz"))
                        .map()
                        .bytes())
                .isEqualTo(second.truth().bytes());
        assertThat(heard).containsExactly("phantom_0000 12", "phantom_0001 22");
        assertThat(Files.readString(folder.resolve("dataset.json")))
                .contains("\"channel_names\": {\"0\": \"CT\"}")
                .contains("\"labels\": {\"background\": 0, \"kidney\": 1, \"tumor\": 2}")
                .contains("\"numTraining\": 2")
                .contains("\"file_ending\": \".nii.gz\"");
    }

    @Test
    void casesThatAreThereAreKept() throws IOException {
        PhantomDataset.write(folder, 1, 7, PhantomSize.SMALL, PhantomProgress.NONE);
        Path first = folder.resolve("labelsTr/phantom_0000.nii.gz");
        FileTime longAgo = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(first, longAgo);

        PhantomDataset.write(folder, 2, 7, PhantomSize.SMALL, PhantomProgress.NONE);

        assertThat(Files.getLastModifiedTime(first)).isEqualTo(longAgo);
        assertThat(folder.resolve("labelsTr/phantom_0001.nii.gz")).exists();
        assertThat(folder.resolve("dataset.json")).content().contains("\"numTraining\": 2");
    }

    @Test
    void phantomsOfTwoSeedsAreNotMixed() {
        PhantomDataset.write(folder, 1, 7, PhantomSize.SMALL, PhantomProgress.NONE);

        assertThatThrownBy(() -> PhantomDataset.write(folder, 1, 8, PhantomSize.SMALL, PhantomProgress.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another data set than 'Synthetic abdominal CT, seed 8, size small'");
    }

    @Test
    void nothingToWriteIsAMistake() {
        assertThatThrownBy(() -> PhantomDataset.write(folder, 0, 7, PhantomSize.SMALL, PhantomProgress.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1, got 0");
    }
}
