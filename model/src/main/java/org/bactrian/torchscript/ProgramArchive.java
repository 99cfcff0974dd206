package org.bactrian.torchscript;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.bactrian.file.ZipLimits;
import org.bactrian.volume.BadCaseException;

/**
 * A TorchScript archive that anybody may have written. The engine trusts an archive: it takes a tensor for as large as the
 * pickle claims, finds entries whatever their case, and runs the code. So it is given a copy of the entries that were
 * looked at here, and nothing else. Anything wrong is a {@link BadCaseException} that names the entry. Not for use by
 * several threads at once.
 */
public final class ProgramArchive implements AutoCloseable {

    private static final Pattern CODE = Pattern.compile("([^/]+)/code/.*\\.py");

    /** What the engine reads, other than the places of code that it names in its errors. */
    private static final String READ =
            "data\\.pkl|constants\\.pkl|(?:\\.data/)?version|byteorder|code/.+\\.py|(?:data|constants)/[^/]+";

    private static final Pattern WANTED = Pattern.compile(READ);
    private static final Pattern WANTED_IN_ANY_CASE = Pattern.compile(READ, Pattern.CASE_INSENSITIVE);

    private static final byte[] LITTLE = "little".getBytes(StandardCharsets.US_ASCII);
    private static final long MOST_BYTES = Integer.MAX_VALUE - 8L;
    private static final int LONGEST_CODE = 1 << 24;

    private final String source;
    private final ZipFile zip;
    private final Map<String, ZipEntry> entries = new LinkedHashMap<>();
    private long bytesLeft = MOST_BYTES;

    private ProgramArchive(String source, ZipFile zip) {
        this.source = source;
        this.zip = zip;
        Set<String> names = new HashSet<>();
        String folder = folder(zip) + "/";
        zip.stream().forEach(entry -> {
            String name = entry.getName();
            if (ZipLimits.leadsOut(name)) {
                throw bad("entry", name, "names below the archive's own folder");
            }
            if (!names.add(name.toLowerCase(Locale.ROOT))) {
                throw bad("entry", name, "names that differ in more than case");
            }
            if (name.startsWith(folder)) {
                add(name.substring(folder.length()), entry);
            }
        });
    }

    private static String folder(ZipFile zip) {
        return zip.stream()
                .map(entry -> CODE.matcher(entry.getName()))
                .filter(Matcher::matches)
                .map(code -> code.group(1))
                .findFirst()
                .orElse("");
    }

    private void add(String name, ZipEntry entry) {
        if (WANTED.matcher(name).matches()) {
            entries.put(name, entry);
        } else if (WANTED_IN_ANY_CASE.matcher(name).matches()) {
            throw bad("entry", entry.getName(), "names in the case that torch.jit.save writes");
        }
    }

    /** Whether a file is a TorchScript archive, whoever wrote it. */
    public static boolean isOne(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return !folder(zip).isEmpty();
        } catch (ZipException | EOFException none) {
            return false;
        }
    }

    /**
     * Opens an archive and looks at the names in it.
     *
     * @param source names it in refusals
     */
    public static ProgramArchive open(String source, Path file) throws IOException {
        try {
            ZipFile zip = new ZipFile(file.toFile());
            boolean opened = false;
            try {
                ProgramArchive archive = new ProgramArchive(source, zip);
                opened = true;
                return archive;
            } finally {
                if (!opened) {
                    zip.close();
                }
            }
        } catch (ZipException | EOFException broken) {
            throw BadCaseException.of(source, "content", "no complete zip file", "a TorchScript archive")
                    .because(broken);
        }
    }

    /** Looks at everything that the engine would read. Memory: the largest entry. */
    public void requireSound() throws IOException {
        if (entries.keySet().stream().noneMatch(name -> name.startsWith("code/"))) {
            throw bad("code", "none", "a TorchScript archive, as torch.jit.save writes it");
        }
        bytesLeft = MOST_BYTES;
        requireClaims("data");
        requireClaims("constants");
        for (Map.Entry<String, ZipEntry> entry : entries.entrySet()) {
            byte[] content = content(entry.getValue());
            if (entry.getKey().startsWith("code/")) {
                requireHarmless(entry.getKey(), content);
            } else if (entry.getKey().equals("byteorder") && !Arrays.equals(content, LITTLE)) {
                throw bad("byteorder", "another one", "little");
            }
        }
    }

    private void requireHarmless(String entry, byte[] code) {
        if (code.length > LONGEST_CODE) {
            throw bad(entry, "longer than " + LONGEST_CODE, "code of a network");
        }
        ProgramCode.requireHarmless(source, entry, code);
    }

    /** Whether tensors are as large as the entries that hold their values. */
    private void requireClaims(String group) throws IOException {
        String pickle = group + ".pkl";
        ZipEntry entry = entries.get(pickle);
        if (entry == null) {
            throw bad(pickle, "missing", "an entry of every TorchScript archive");
        }
        ProgramPickle.requireSound(source, pickle, content(entry), key -> size(group + "/" + key));
    }

    private OptionalLong size(String name) {
        ZipEntry entry = entries.get(name);
        return entry == null ? OptionalLong.empty() : OptionalLong.of(entry.getSize());
    }

    /**
     * Writes what the engine reads of the archive to another one, once all of it was looked at.
     *
     * @param file appears when it is complete
     */
    public void copyTo(Path file) throws IOException {
        requireSound();
        bytesLeft = MOST_BYTES;
        StoredZip.write(file, copy -> {
            for (Map.Entry<String, ZipEntry> entry : entries.entrySet()) {
                copy.add("archive/" + entry.getKey(), content(entry.getValue()));
            }
        });
    }

    /** The whole of an entry, which is as long as it says and what its check sum was made of. */
    private byte[] content(ZipEntry entry) throws IOException {
        long most = Math.min(ZipLimits.mostBytes(entry), bytesLeft);
        if (entry.getSize() > most) {
            throw bad(
                    entry.getName(),
                    entry.getSize() + " bytes",
                    "at most %d times its packed size, and 2 GB with the others".formatted(ZipLimits.LARGEST_RATIO));
        }
        bytesLeft -= entry.getSize();
        byte[] content = unpacked(entry);
        CRC32 checkSum = new CRC32();
        checkSum.update(content);
        if (content.length != entry.getSize() || checkSum.getValue() != entry.getCrc()) {
            throw bad(entry.getName(), "altered", "the content its check sum was made of");
        }
        return content;
    }

    private byte[] unpacked(ZipEntry entry) throws IOException {
        try (InputStream stream = zip.getInputStream(entry)) {
            return stream.readNBytes(Math.toIntExact(entry.getSize()));
        } catch (ZipException | EOFException broken) {
            throw bad(entry.getName(), "not where the archive says", "an entry of the archive")
                    .because(broken);
        }
    }

    private BadCaseException bad(String field, Object value, String expected) {
        return BadCaseException.of(source, field, value, expected);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
