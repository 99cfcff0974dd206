package org.bactrian.app;

import java.nio.file.Path;
import org.bactrian.stage.Setting;

/** Where files of running cases lie. Nothing there is needed after a restart. */
public record WorkConfig(
        @Setting(
                value = "folder for the files of running cases; what an earlier run left there is swept at start",
                defaultsTo = ".bactrian/work")
        Path root,

        @Setting(value = "free disk that a worker asks for at start, in MiB", defaultsTo = "2048")
        int freeMebibytes,

        @Setting(value = "largest file of a scan that is accepted, in MiB", defaultsTo = "4096")
        int largestMebibytes) {

    public WorkConfig {
        if (freeMebibytes < 0 || largestMebibytes < 1) {
            throw new IllegalArgumentException(
                    "freeMebibytes must be at least 0 and largestMebibytes at least 1, got %d and %d"
                            .formatted(freeMebibytes, largestMebibytes));
        }
    }

    /** The bytes of the largest file that is accepted. */
    long largestBytes() {
        return (long) largestMebibytes << 20;
    }
}
