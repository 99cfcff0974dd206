package org.bactrian.torchscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.bactrian.volume.BadCaseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadArchivesTest {

    private Path good = Path.of("");
    private Path bad = Path.of("");

    @BeforeEach
    void writeAGoodArchive(@TempDir Path folder) throws IOException {
        good = folder.resolve("good.pt");
        bad = folder.resolve("bad.pt");
        ArchiveWriter.write(good, ArchiveRoundTripTest.module(), Map.of("manifest.json", new byte[100]));
    }

    @Test
    void aMissingFileIsMissing() {
        assertThatThrownBy(() -> TorchScriptArchive.open(bad)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void textIsNoArchive() throws IOException {
        Files.writeString(bad, "not a network");

        assertThatThrownBy(() -> TorchScriptArchive.open(bad))
                .isInstanceOf(BadCaseException.class)
                .hasMessage(bad + ": content is no complete zip file, expected a TorchScript archive");
    }

    @Test
    void anArchiveCutOffAnywhereIsRefused() throws IOException {
        byte[] content = Files.readAllBytes(good);

        for (int length = 0; length < content.length; length += 37) {
            Files.write(bad, Arrays.copyOf(content, length));
            assertThatThrownBy(() -> read(bad)).as("%d bytes", length).isInstanceOf(BadCaseException.class);
        }
    }

    @Test
    void alteredValuesAreFoundByTheirCheckSum() throws IOException {
        byte[] content = Files.readAllBytes(good);
        int at = new String(content, StandardCharsets.ISO_8859_1).indexOf("archive/data/0") + "archive/data/0".length();
        content[at] ^= 1;
        Files.write(bad, content);

        assertThatThrownBy(() -> read(bad)).isInstanceOf(BadCaseException.class).hasMessageContaining("archive/data/0");
    }

    @Test
    void anyAlteredByteIsEitherHarmlessOrRefused() throws IOException {
        byte[] content = Files.readAllBytes(good);
        Random random = new Random(4);

        for (int trial = 0; trial < 500; trial++) {
            byte[] altered = content.clone();
            altered[random.nextInt(altered.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(bad, altered);
            assertReadOrRefused();
        }
    }

    @Test
    void aPickleOfAnyBytesIsEitherReadOrRefused() {
        byte[] pickle = PickleWriter.module(ArchiveRoundTripTest.module());
        Random random = new Random(5);

        for (int trial = 0; trial < 2000; trial++) {
            byte[] altered = pickle.clone();
            altered[random.nextInt(altered.length)] = (byte) random.nextInt(256);
            assertThatCode(() -> {
                        try {
                            PickleReader.read("pickle", altered);
                        } catch (BadCaseException e) {
                            assertThat(e.source()).isEqualTo("pickle");
                        }
                    })
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void aPickleThatNamesAnotherFunctionIsRefused() {
        byte[] pickle = PickleWriter.module(ArchiveRoundTripTest.module());
        String altered = new String(pickle, StandardCharsets.ISO_8859_1)
                .replace("torch._utils\n_rebuild_tensor_v2\n", "posix\nsystem\n");

        assertThatThrownBy(() -> PickleReader.read("pickle", altered.getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("posix.system");
    }

    @Test
    void aPickleOfManyOpenedTuplesIsRefused() {
        byte[] pickle = new byte[1_000_000];
        Arrays.fill(pickle, (byte) '(');

        assertThatThrownBy(() -> PickleReader.read("pickle", pickle)).isInstanceOf(BadCaseException.class);
    }

    @Test
    void aTensorOfAnotherSizeThanItsValuesIsRefused() throws IOException {
        Map<String, byte[]> entries = entries();
        entries.put("archive/data/0", new byte[20]);
        write(entries);

        assertThatThrownBy(() -> read(bad))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("archive/data/0 is 20 bytes, expected four bytes for each value of shape [2, 3]");
    }

    @Test
    void aMissingPartIsNamed() throws IOException {
        Map<String, byte[]> entries = entries();
        entries.remove(ArchiveEntries.CODE);
        write(entries);

        assertThatThrownBy(() -> read(bad))
                .isInstanceOf(BadCaseException.class)
                .hasMessageContaining("archive/code/__torch__.py is missing");
    }

    @Test
    void aCompressedArchiveIsRefused() throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(bad))) {
            zip.putNextEntry(new ZipEntry(ArchiveEntries.PICKLE));
            zip.write(new byte[10_000_000]);
        }

        assertThatThrownBy(() -> read(bad)).isInstanceOf(BadCaseException.class).hasMessageContaining("compressed");
    }

    private void assertReadOrRefused() throws IOException {
        try {
            read(bad);
        } catch (BadCaseException e) {
            assertThat(e.source()).isEqualTo(bad.toString());
        }
    }

    private static void read(Path file) throws IOException {
        try (TorchScriptArchive archive = TorchScriptArchive.open(file)) {
            archive.module();
            archive.extra("manifest.json");
        }
    }

    private Map<String, byte[]> entries() throws IOException {
        Map<String, byte[]> entries = new HashMap<>();
        try (ZipFile zip = new ZipFile(good.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return entries;
    }

    /** Entries as they are stored, with right check sums. */
    private void write(Map<String, byte[]> entries) throws IOException {
        StoredZip.write(bad, zip -> {
            for (Map.Entry<String, byte[]> content : entries.entrySet()) {
                zip.add(content.getKey(), content.getValue());
            }
        });
    }
}
