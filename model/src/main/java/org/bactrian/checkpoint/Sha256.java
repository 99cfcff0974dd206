package org.bactrian.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.bactrian.torchscript.Tensor;
import org.bactrian.torchscript.Weights;

/** SHA-256 digests in hexadecimal. */
public final class Sha256 {

    private Sha256() {}

    /** The digest of bytes. */
    public static String of(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    /** The digest of a text in UTF-8. */
    public static String of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The digest of names, shapes and values, in order. */
    static String of(Weights weights) {
        MessageDigest digest = digest();
        weights.tensors().forEach((name, tensor) -> {
            digest.update((name + tensor.shape() + '\n').getBytes(StandardCharsets.UTF_8));
            digest.update(littleEndian(tensor));
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static byte[] littleEndian(Tensor tensor) {
        float[] values = tensor.values();
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
