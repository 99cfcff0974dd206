package org.bactrian.unet.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bactrian.file.ShortLived;
import org.bactrian.torchscript.ProgramArchive;
import org.bactrian.volume.BadCaseException;

/**
 * A TorchScript archive that another program wrote: code and weights. Its method {@code forward} takes patches (batch,
 * channel, depth, height, width), without the depth where slices are seen alone, and returns the scores of all classes, or
 * a list or tuple whose first element they are. The engine runs the code, which is no Python: it can compute. Code that
 * names what reads or writes files or prints, and tensors larger than the entries that hold them, are refused.
 */
public final class ForeignProgram {

    private final String source;
    private final byte[] archive;

    private ForeignProgram(String source, byte[] archive) {
        this.source = source;
        this.archive = archive;
    }

    /** Whether a file is a TorchScript archive, whoever wrote it. */
    public static boolean isOne(Path file) throws IOException {
        return ProgramArchive.isOne(file);
    }

    /**
     * Reads an archive. Memory: that of the file.
     *
     * @throws BadCaseException when it is none, or something in it is refused
     */
    public static ForeignProgram read(Path file) throws IOException {
        String source = String.valueOf(file.getFileName());
        if (Files.size(file) > Integer.MAX_VALUE - 8) {
            throw BadCaseException.of(source, "size", Files.size(file) + " bytes", "at most 2 GB");
        }
        try (ProgramArchive found = ProgramArchive.open(source, file)) {
            found.requireSound();
        }
        return new ForeignProgram(source, Files.readAllBytes(file));
    }

    /**
     * An archive as it lay in a bundle, once it was looked at as {@link #read} does.
     *
     * @param source names it in refusals
     * @throws BadCaseException when something in it is refused
     */
    public static ForeignProgram sound(String source, byte[] archive) throws IOException {
        ForeignProgram program = of(source, archive);
        program.lookedAt(ProgramArchive::requireSound);
        return program;
    }

    /**
     * An archive that is looked at before it is loaded.
     *
     * @param source names it in refusals
     */
    public static ForeignProgram of(String source, byte[] archive) {
        return new ForeignProgram(source, archive);
    }

    /** What names it in refusals. */
    public String source() {
        return source;
    }

    /** The archive; shared, not copied. */
    public byte[] archive() {
        return archive;
    }

    /**
     * Writes what the engine reads of the archive, once all of it was looked at.
     *
     * @throws BadCaseException when something in it is refused
     */
    void writeFor(Path engine) throws IOException {
        lookedAt(found -> found.copyTo(engine));
    }

    private interface Look {
        void at(ProgramArchive found) throws IOException;
    }

    /** By way of a temporary file: what is a zip is read from its end. */
    private void lookedAt(Look look) throws IOException {
        Path whole = ShortLived.of(Files.createTempFile("bactrian-archive", ".pt"));
        try {
            Files.write(whole, archive);
            try (ProgramArchive found = ProgramArchive.open(source, whole)) {
                look.at(found);
            }
        } finally {
            ShortLived.delete(whole);
        }
    }
}
