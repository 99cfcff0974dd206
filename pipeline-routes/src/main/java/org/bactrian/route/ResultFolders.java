package org.bactrian.route;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.bactrian.store.ObjectPrefix;

/**
 * Names the folders of results by what a result depends on, the case, the content of its scan and the model, so that the
 * same question finds the same answer.
 *
 * @param bucket the bucket of results
 * @param modelDigest SHA-256 of the model bundle
 * @param settings what else decides the result
 */
record ResultFolders(String bucket, String modelDigest, String settings) {

    /** The folder of a case whose scan's objects have these ETags, in the order of its channels. */
    ResultFolder of(String caseId, List<String> etags) {
        List<String> parts = new ArrayList<>(List.of(caseId, modelDigest, settings));
        parts.addAll(etags);
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
