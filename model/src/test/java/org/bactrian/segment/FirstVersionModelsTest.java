package org.bactrian.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.bactrian.nifti.NiftiReader;
import org.bactrian.unet.program.Precision;
import org.bactrian.volume.Case;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Volume;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small models of random weights, and what nnU-Net 1.7.1 makes of a scan with them ({@code make_first_version.py}). */
class FirstVersionModelsTest {

    /**
     * {@code thin}: kernels that differ by level, masked channels of three schemes, turned axes. {@code regions}: batch
     * normalisation, sigmoids. {@code slices}: two dimensions, a ReLU that does not leak. {@code residual}: its residual
     * network.
     */
    @ParameterizedTest
    @CsvSource({"thin, '0,1,2', 4656", "regions, '1', 5472", "slices, '1,0', 9108", "residual, '0', 9108"})
    void aScanIsSegmentedAsTheFirstVersionDoes(String model, String channels, int foreground) throws IOException {
        LabelMap expected = NiftiReader.readLabels(FirstVersionFiles.of(model).resolve("labels.nii.gz"))
                .map();

        LabelMap found = segmented(FirstVersionFiles.of(model), scan(channels));

        int differing = 0;
        int marked = 0;
        for (int i = 0; i < expected.length(); i++) {
            differing += found.at(i) == expected.at(i) ? 0 : 1;
            marked += expected.at(i) == 0 ? 0 : 1;
        }
        assertThat(marked).isEqualTo(foreground);
        assertThat(differing).isLessThanOrEqualTo(1);
    }

    private static LabelMap segmented(Path model, Case scan) throws IOException {
        SegmenterSettings settings = SegmenterSettings.USUAL.in(Precision.FLOAT32);
        try (Segmenter segmenter = Segmenter.open(List.of(model), settings)) {
            return segmenter.segment(scan).labels();
        }
    }

    private static Case scan(String channels) {
        List<Volume> images = Arrays.stream(channels.split(","))
                .map(channel -> NiftiReader.read(FirstVersionFiles.of("scan_000%s.nii.gz".formatted(channel)))
                        .volume())
                .toList();
        return Case.of("scan", images);
    }
}
