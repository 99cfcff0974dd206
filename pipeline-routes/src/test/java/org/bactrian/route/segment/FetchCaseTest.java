package org.bactrian.route.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bactrian.event.CaseEvent.Submitted;
import org.bactrian.route.NamedObjects;
import org.bactrian.route.RouteStage;
import org.bactrian.route.WorkRoot;
import org.bactrian.store.ObjectKey;
import org.bactrian.store.directory.DirectoryObjectStore;
import org.bactrian.volume.BadCaseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetchCaseTest {

    private static final long DISK_BYTES = 1000;
    private static final ObjectKey FIRST = new ObjectKey("scans", "first.nii");
    private static final ObjectKey SECOND = new ObjectKey("scans", "second.nii");

    private final DirectoryObjectStore store;
    private final WorkRoot root;
    private final FetchCase fetch;

    FetchCaseTest(@TempDir Path folder) {
        store = new DirectoryObjectStore(folder.resolve("store"));
        List.of("scans", "results").forEach(store::createBucket);
        root = WorkRoot.open(folder.resolve("work"));
        ResultFolders folders = new ResultFolders("results", RouteStage.DIGEST, "");
        fetch = new FetchCase(new NamedObjects(store, "results"), folders, root, Long.MAX_VALUE, DISK_BYTES);
    }

    @AfterEach
    void close() {
        root.close();
    }

    @Test
    void aScanLargerThanTheWholeDiskIsABadCaseThatNamesBothSizes() {
        store.put(FIRST, new byte[1001], "application/octet-stream");

        assertThatThrownBy(() -> fetch.apply(submitted(FIRST)))
                .isInstanceOf(BadCaseException.class)
                .hasMessage("case_1: size of all files is 1001 bytes, expected at most 1000,"
                        + " the whole disk of the work folder");
    }

    @Test
    void filesThatOnlyTogetherExceedTheDiskAreRefusedUnread() {
        store.put(FIRST, new byte[600], "application/octet-stream");
        store.put(SECOND, new byte[601], "application/octet-stream");

        assertThatThrownBy(() -> fetch.apply(submitted(FIRST, SECOND)))
                .hasMessageContaining("size of all files is 1201 bytes, expected at most 1000");
        assertThat(fetch.apply(submitted(FIRST)).inputs()).hasSize(1);
    }

    @Test
    void theDiskOfTheWorkFolderHasASize() {
        assertThat(root.diskBytes()).isPositive();
    }

    private static Submitted submitted(ObjectKey... inputs) {
        return new Submitted("e1", "case_1", List.of(inputs), Optional.empty(), RouteStage.NOW);
    }
}
