package org.bactrian.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** What buckets and keys may be called. */
final class Names {

    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern AMBIGUOUS = Pattern.compile("\\.[.-]|-\\.");
    private static final Pattern ADDRESS = Pattern.compile("([0-9]+\\.){3}[0-9]+");
    private static final int LONGEST_KEY = 1024;

    private Names() {}

    static Optional<String> bucketProblem(String bucket) {
        boolean fits = BUCKET.matcher(bucket).matches()
                && !AMBIGUOUS.matcher(bucket).find()
                && !ADDRESS.matcher(bucket).matches();
        return fits
                ? Optional.empty()
                : Optional.of(
                        "a bucket has 3 to 63 of a-z, 0-9, '.' and '-', is no IP address and has no '..', '.-' or '-.', not '%s'"
                                .formatted(bucket));
    }

    static Optional<String> keyProblem(String key) {
        if (key.isEmpty()) {
            return Optional.of("an object key must not be empty");
        }
        if (key.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
            return Optional.of("an object key has at most %d bytes".formatted(LONGEST_KEY));
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(key)) {
            return Optional.of("an object key must not hold half of a surrogate pair");
        }
        if (key.chars().anyMatch(Character::isISOControl)) {
            return Optional.of("an object key must not hold control characters");
        }
        boolean strays = Arrays.stream(key.split("/", -1)).anyMatch(Names::strays);
        return strays
                ? Optional.of("no segment of an object key may be empty, '.' or '..': '%s'".formatted(key))
                : Optional.empty();
    }

    static void checkBucket(String bucket) {
        bucketProblem(bucket).ifPresent(Names::refuse);
    }

    static void checkKey(String key) {
        keyProblem(key).ifPresent(Names::refuse);
    }

    private static boolean strays(String segment) {
        return segment.isEmpty() || segment.equals(".") || segment.equals("..");
    }

    private static void refuse(String problem) {
        throw new IllegalArgumentException(problem);
    }
}
