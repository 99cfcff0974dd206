package org.bactrian.route.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.bactrian.store.ObjectPrefix;
import org.junit.jupiter.api.Test;

class ResultFoldersTest {

    private final ResultFolders folders = new ResultFolders("results", "model", "settings");

    /** Results are found again by this name: another one would have all that is stored computed once more. */
    @Test
    void theFolderOfAResultWithoutTruthIsTheHashOfWhatItDependsOn() {
        ResultFolder folder = folders.of("case_1", List.of("etag"), Optional.empty());

        assertThat(folder.prefix())
                .isEqualTo(new ObjectPrefix(
                        "results", "case_1/af3950f9fd5aae2d2725423faa1fbb121545cdab24b12cfff59fdadbb7c04a63/"));
    }

    @Test
    void aTruthIsNotTakenForAChannel() {
        assertThat(folders.of("case_1", List.of("a"), Optional.of("b")))
                .isNotEqualTo(folders.of("case_1", List.of("a", "b"), Optional.empty()))
                .isNotEqualTo(folders.of("case_1", List.of("a"), Optional.of("c")));
    }
}
