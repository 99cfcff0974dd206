package org.bactrian.store.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.bactrian.store.ObjectStore;
import org.bactrian.store.ObjectStoreContract;
import org.junit.jupiter.api.Test;

class DirectoryObjectStoreTest extends ObjectStoreContract {

    @Override
    protected ObjectStore openStore() {
        return new DirectoryObjectStore(folder.resolve("objects"));
    }

    @Test
    void anotherStoreOnTheSameFolderSeesTheObjects() {
        openStore().put(key("a/b"), new byte[3], "text/plain");

        assertThat(openStore().stat(key("a/b")).size()).isEqualTo(3);
    }

    @Test
    void nothingIsLeftAside() throws IOException {
        ObjectStore store = openStore();
        store.putNew(key("a"), new byte[3], "text/plain");
        store.putNew(key("a"), new byte[3], "text/plain");
        store.upload(key("b"), randomFile(1000), "text/plain");

        try (Stream<Path> aside = Files.list(folder.resolve("objects/.incoming"))) {
            assertThat(aside).isEmpty();
        }
    }
}
