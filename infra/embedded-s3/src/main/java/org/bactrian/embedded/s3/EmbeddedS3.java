package org.bactrian.embedded.s3;

import java.net.URI;
import java.nio.file.Files;
import java.util.Properties;
import org.bactrian.embedded.child.ChildProcess;
import org.bactrian.embedded.child.ServerOptions;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;

/**
 * Runs an S3 server: {@code --data DIR [--port N] [--watch-stdin]}, with {@code BACTRIAN_S3_ACCESS_KEY} and
 * {@code BACTRIAN_S3_SECRET_KEY} in the environment.
 */
public final class EmbeddedS3 {

    private static final int LARGEST_PART_BYTES = 32 << 20;
    private static final int THREADS = 32;

    private EmbeddedS3() {}

    /** Runs until the process is stopped. */
    public static void main(String[] arguments) throws Exception {
        ChildProcess.run(arguments, EmbeddedS3::start);
    }

    private static ChildProcess.Serving start(ServerOptions options) throws Exception {
        String accessKey = secret("BACTRIAN_S3_ACCESS_KEY");
        String secretKey = secret("BACTRIAN_S3_SECRET_KEY");
        Files.createDirectories(options.data());
        Properties folder = new Properties();
        folder.setProperty("jclouds.filesystem.basedir", options.data().toString());
        S3Proxy server = S3Proxy.builder()
                .blobStore(BlobStores.create("filesystem-nio2", folder))
                .endpoint(URI.create("http://127.0.0.1:" + options.port()))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, accessKey, secretKey)
                .v4MaxNonChunkedRequestSize(LARGEST_PART_BYTES)
                .v4MaxChunkSize(LARGEST_PART_BYTES)
                .jettyMaxThreads(THREADS)
                .ignoreUnknownHeaders(true)
                .build();
        server.start();
        return new ChildProcess.Serving("http://127.0.0.1:" + server.getPort(), server::stop);
    }

    private static String secret(String variable) {
        String value = System.getenv(variable);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("the environment must hold " + variable);
        }
        return value;
    }
}
