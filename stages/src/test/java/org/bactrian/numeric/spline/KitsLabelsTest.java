package org.bactrian.numeric.spline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.bactrian.nifti.NiftiReader;
import org.bactrian.numeric.grid.AxisOrder;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.SharedFolder;
import org.bactrian.volume.Spacing;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real label maps, 29 to 620 slices, against nnU-Net's own resampling of them. */
class KitsLabelsTest {

    private static final Spacing ALONG_FILE_AXES = new Spacing(3.22, 1.62, 1.62);

    /** What {@code golden/kits19_labels.txt} says of a case. */
    record Expected(String name, String size, String counts, long crc32) {}

    @ParameterizedTest
    @MethodSource("cases")
    void labelMapsDifferFromNnUNetInNoVoxel(Expected expected) {
        Path file = SharedFolder.path("data/kits19/" + expected.name + "/segmentation.nii.gz");
        LabelMap labels = NiftiReader.readLabels(file).map();

        LabelMap resized = LabelResize.resize(labels, ResampleRule.of(labels.geometry(), ALONG_FILE_AXES));

        LabelMap lastAxisFastest = AxisOrder.permuted(2, 1, 0).of(resized);
        CRC32 crc32 = new CRC32();
        crc32.update(lastAxisFastest.bytes());
        assertThat(resized.geometry().size()).hasToString(expected.size.replace(" ", " x "));
        assertThat(counts(resized)).isEqualTo(expected.counts);
        assertThat(crc32.getValue()).isEqualTo(expected.crc32);
    }

    static List<Expected> cases() {
        return ReferenceArrays.lines("kits19_labels.txt")
                .map(line -> line.split("\t", -1))
                .map(parts -> new Expected(parts[0], parts[1], parts[2], Long.parseLong(parts[3])))
                .toList();
    }

    private static String counts(LabelMap labels) {
        long[] counts = new long[labels.largest() + 1];
        for (int i = 0; i < labels.length(); i++) {
            counts[labels.at(i)]++;
        }
        return IntStream.range(0, counts.length)
                .mapToObj(label -> Long.toString(counts[label]))
                .collect(Collectors.joining(" "));
    }
}
