package org.bactrian.app;

import java.util.List;
import java.util.stream.Stream;
import org.bactrian.stage.Setting;
import org.bactrian.store.ObjectPrefix;

/** The names of the buckets. They may all be the same one. */
public record BucketsConfig(
        @Setting(value = "scans that are submitted from here are uploaded to it", defaultsTo = "scans")
        String scans,

        @Setting(value = "label maps, pictures and result.json are written to it", defaultsTo = "results")
        String results,

        @Setting(value = "trained models are written to it", defaultsTo = "models")
        String models) {

    public BucketsConfig {
        for (String bucket : List.of(scans, results, models)) {
            new ObjectPrefix(bucket, "");
        }
    }

    /** Every bucket once. */
    public List<String> all() {
        return Stream.of(scans, results, models).distinct().toList();
    }
}
