package org.bactrian.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class ReasonTest {

    @Test
    void aDiskThatIsFullIsToldWithThePlaceAndWithoutTheNameOfAClass() {
        IOException full = new IOException("No space left on device");

        assertThat(Reason.of(new UncheckedIOException("cannot write model.bactrian", full)))
                .isEqualTo("cannot write model.bactrian: No space left on device");
    }

    @Test
    void aFailureOfWhichOnlyItsKindSaysWhatItIsNamesTheKind() {
        assertThat(Reason.of(new NoSuchFileException("ct.nii.gz"))).isEqualTo("ct.nii.gz (NoSuchFileException)");
    }
}
