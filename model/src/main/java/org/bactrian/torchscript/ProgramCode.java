package org.bactrian.torchscript;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bactrian.volume.BadCaseException;

/**
 * Looks at the code of a program for what would reach beyond it. The words are looked for in the text as it stands, in
 * strings and comments too: nothing then depends on where the engine sees the end of one.
 */
final class ProgramCode {

    /** What the engine has that writes, reads or prints, calls other processes, or finds such things by name. */
    private static final Pattern REACHING =
            word("save|load|from_file|load_tensor|print|_print|Print|classes" + "|rpc_sync|rpc_async|rpc_remote");

    /** How the engine writes down parts whose names are no words, such as the first of a list. */
    private static final Pattern PART = Pattern.compile("\\bgetattr\\([A-Za-z0-9_.]+, \"[^\"\\\\\\n]*\"\\)");

    private static final Pattern BY_NAME = word("getattr");

    private static final int DEEPEST_PART = 16;

    private ProgramCode() {}

    private static Pattern word(String words) {
        return Pattern.compile("(?<![A-Za-z0-9_])(?:" + words + ")(?![A-Za-z0-9_])");
    }

    /**
     * Refuses code that names what reaches beyond it.
     *
     * @param source names the archive in refusals
     * @param entry of the archive
     */
    static void requireHarmless(String source, String entry, byte[] code) {
        String text = new String(code, StandardCharsets.ISO_8859_1);
        requireNone(source, entry, REACHING.matcher(text));
        String plain = text;
        for (int depth = 0; depth < DEEPEST_PART && BY_NAME.matcher(plain).find(); depth++) {
            plain = PART.matcher(plain).replaceAll("part");
        }
        requireNone(source, entry, BY_NAME.matcher(plain));
    }

    private static void requireNone(String source, String entry, Matcher found) {
        if (found.find()) {
            throw BadCaseException.of(source, entry, found.group(), "code that computes; nothing of it was run");
        }
    }
}
