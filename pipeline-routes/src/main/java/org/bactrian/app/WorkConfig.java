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
        int freeMebibytes) {

    public WorkConfig {
        if (freeMebibytes < 0) {
            throw new IllegalArgumentException("freeMebibytes must not be negative, got " + freeMebibytes);
        }
    }
}
