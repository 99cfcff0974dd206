package org.bactrian.cli.segment;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Options of {@code segment} whose names are settled and which do not work yet. */
final class LaterSegmentOptions {

    @Option(names = "--dicom-seg", hidden = true)
    private boolean dicomSeg;

    /** Refuses them rather than pass over them in silence. */
    void requireNone() {
        List<String> problems = new ArrayList<>();
        if (dicomSeg) {
            problems.add("not supported: --dicom-seg; results are NIfTI files");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
    }
}
