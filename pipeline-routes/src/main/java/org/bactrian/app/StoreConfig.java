package org.bactrian.app;

import java.net.URI;
import java.util.Optional;
import org.bactrian.stage.Setting;
import org.bactrian.store.s3.S3Config;

/** The S3 object store that holds scans, results, data sets and models. */
public record StoreConfig(
        @Setting(value = "address of the S3 service", defaultsTo = "http://localhost:9000")
        URI endpoint,

        @Setting(value = "region that requests are signed for", defaultsTo = "us-east-1")
        String region,

        BucketsConfig buckets,

        @Setting(value = "make buckets that do not exist", defaultsTo = "true")
        boolean createBuckets,

        @Setting(value = "access key", defaultsTo = "bactrian")
        String accessKey,

        @Setting("secret key; absent: the one of the embedded server")
        Optional<Secret> secretKey) {

    /** The well-known key of the embedded server, which listens on the local host only. */
    public static final String EMBEDDED_SECRET_KEY = "bactrian-local";

    public StoreConfig {
        checked(endpoint, region, accessKey, secretKey);
    }

    /** What the client of the object store is told. */
    public S3Config s3() {
        return checked(endpoint, region, accessKey, secretKey);
    }

    private static S3Config checked(URI endpoint, String region, String accessKey, Optional<Secret> secretKey) {
        return new S3Config(
                endpoint, region, accessKey, secretKey.map(Secret::value).orElse(EMBEDDED_SECRET_KEY));
    }
}
