package org.bactrian.route.train;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.bactrian.volume.BadCaseException;
import org.junit.jupiter.api.Test;

class DatasetNamesTest {

    @Test
    void theFilesOfADatasetAreTaken() {
        List<String> names = List.of("dataset.json", "imagesTr/case_1_0000.nii.gz", "labelsTr/case_1.nii.gz");

        assertThatCode(() -> DatasetNames.require(names)).doesNotThrowAnyException();
    }

    @Test
    void whatIsAFileAndAFolderIsRefused() {
        assertThatThrownBy(() -> DatasetNames.require(List.of("imagesTr", "imagesTr/case_1_0000.nii.gz")))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("imagesTr: object is a file and a folder");
    }

    @Test
    void aNameThatNoFileSystemTakesIsRefused() {
        assertThatThrownBy(() -> DatasetNames.require(List.of("labelsTr/" + "x".repeat(300) + ".nii.gz")))
                .isInstanceOf(BadCaseException.class)
                .hasMessageStartingWith("dataset: file name is xxx")
                .hasMessageEndingWith("x..., expected at most 200 bytes");
    }
}
