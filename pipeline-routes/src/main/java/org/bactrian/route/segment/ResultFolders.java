package org.bactrian.route.segment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bactrian.store.ObjectPrefix;

/**
 * Names the folders of results by what a result depends on, the case, the content of its scan and of the truth it is
 * compared with, and the model, so that the same question finds the same answer.
 *
 * @param bucket the bucket of results
 * @param modelDigest SHA-256 of the model bundle
 * @param settings what else decides the result
 */
record ResultFolders(String bucket, String modelDigest, String settings) {

    /**
     * The folder of a case.
     *
     * @param etags of the scan's objects, in the order of its channels
     * @param truth the ETag of the label map to compare with
     */
    ResultFolder of(String caseId, List<String> etags, Optional<String> truth) {
        List<String> parts = new ArrayList<>(List.of(caseId, modelDigest, settings));
        parts.addAll(etags);
        // Marked, or it could be taken for the ETag of one more channel.
        truth.map("truth "::concat).ifPresent(parts::add);
        return new ResultFolder(new ObjectPrefix(bucket, "%s/%s/".formatted(caseId, sha256(String.join("\n", parts)))));
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
