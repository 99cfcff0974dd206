package org.bactrian.unet;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.bactrian.volume.BadCaseException;

/**
 * A TorchScript archive that another program wrote: code and weights. Its method {@code forward} takes patches (batch,
 * channel, depth, height, width), without the depth where slices are seen alone, and returns the scores of all classes, or
 * a list or tuple whose first element they are. The engine runs the code, which is no Python: it can compute. Code that
 * names what reads or writes files is refused.
 */
public final class ForeignProgram {

    private static final Pattern CODE = Pattern.compile("[^/]+/code/.*\\.py");

    private static final Pattern FILES = Pattern.compile(
            "\\b(?:torch|aten)\\s*\\.\\s*(?:save|load|from_file|_save|_load)\\s*\\(|\\btorch\\.classes\\b");

    private static final int LONGEST_CODE = 1 << 24;

    private final byte[] archive;

    private ForeignProgram(byte[] archive) {
        this.archive = archive;
    }

    /** Whether a file is a TorchScript archive, whoever wrote it. */
    public static boolean isOne(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.stream().anyMatch(entry -> CODE.matcher(entry.getName()).matches());
        } catch (ZipException | EOFException none) {
            return false;
        }
    }

    /**
     * Reads an archive. Memory: that of the file.
     *
     * @throws BadCaseException when it is none, or its code names what reads or writes files
     */
    public static ForeignProgram read(Path file) throws IOException {
        String source = String.valueOf(file.getFileName());
        if (Files.size(file) > Integer.MAX_VALUE - 8) {
            throw BadCaseException.of(source, "size", Files.size(file) + " bytes", "at most 2 GB");
        }
        requireHarmless(source, file);
        return new ForeignProgram(Files.readAllBytes(file));
    }

    /** An archive as it lay in a bundle; its code is looked at before it is loaded. */
    public static ForeignProgram of(byte[] archive) {
        return new ForeignProgram(archive);
    }

    /** The archive; shared, not copied. */
    public byte[] archive() {
        return archive;
    }

    /**
     * Looks at the code of an archive, by the zip's directory as the engine does.
     *
     * @param source names it in refusals
     */
    static void requireHarmless(String source, Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            List<? extends ZipEntry> code = zip.stream()
                    .filter(entry -> CODE.matcher(entry.getName()).matches())
                    .toList();
            if (code.isEmpty()) {
                throw BadCaseException.of(source, "code", "none", "a TorchScript archive, as torch.jit.save writes it");
            }
            for (ZipEntry entry : code) {
                try (InputStream stream = zip.getInputStream(entry)) {
                    requireHarmless(source, entry.getName(), stream.readNBytes(LONGEST_CODE + 1));
                }
            }
        } catch (ZipException | EOFException broken) {
            throw BadCaseException.of(source, "content", "no complete zip file", "a TorchScript archive")
                    .because(broken);
        }
    }

    private static void requireHarmless(String source, String entry, byte[] code) {
        if (code.length > LONGEST_CODE) {
            throw BadCaseException.of(source, entry, "longer than " + LONGEST_CODE, "code of a network");
        }
        Matcher named = FILES.matcher(new String(code, StandardCharsets.UTF_8));
        if (named.find()) {
            throw BadCaseException.of(source, entry, named.group(), "code that computes; nothing of it was run");
        }
    }
}
