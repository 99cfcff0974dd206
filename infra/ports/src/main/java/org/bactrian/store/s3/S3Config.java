package org.bactrian.store.s3;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Where an S3 server is and who asks.
 *
 * @param endpoint {@code http://host:port} or {@code https://host}, without a path
 * @param region the region that requests are signed for; {@code us-east-1} where the server does not care
 * @param accessKey the user
 * @param secretKey never shown by {@link #toString}
 */
public record S3Config(URI endpoint, String region, String accessKey, String secretKey) {

    /** Refuses bad values with {@link IllegalArgumentException}, all at once. */
    public S3Config {
        List<String> problems = new ArrayList<>();
        if (!isEndpoint(endpoint)) {
            problems.add("the store's endpoint is http(s)://host[:port] without a path, not '%s'".formatted(endpoint));
        }
        if (region.isBlank()) {
            problems.add("the store's region must not be blank (us-east-1 where the server does not care)");
        }
        if (accessKey.isBlank()) {
            problems.add("the store's access key must not be blank");
        }
        if (secretKey.isBlank()) {
            problems.add("the store's secret key must not be blank");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
    }

    private static boolean isEndpoint(URI uri) {
        boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        String path = uri.getPath();
        return http
                && uri.getHost() != null
                && uri.getUserInfo() == null
                && (path == null || path.isEmpty() || path.equals("/"));
    }

    /** Everything but the secret. */
    @Override
    public String toString() {
        return "S3Config[endpoint=%s, region=%s, accessKey=%s, secretKey=***]".formatted(endpoint, region, accessKey);
    }
}
