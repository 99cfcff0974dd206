package org.bactrian.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads texts that others have written. What is no text is the fault of the file and not of the disk: an I/O error would
 * be waited out, for ever.
 */
public final class TextFile {

    private TextFile() {}

    /**
     * The text of a file in UTF-8, which is held in memory twice for a moment.
     *
     * @throws BadCaseException when it is not UTF-8, naming the first byte that is wrong
     * @throws IOException when the disk fails
     */
    public static String read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException foreign) {
            int wrong = bytes.position();
            String found = "0x%02X at byte %d".formatted(bytes.get(wrong), wrong);
            throw BadCaseException.of(String.valueOf(file.getFileName()), "text", found, "UTF-8")
                    .because(foreign);
        }
    }
}
