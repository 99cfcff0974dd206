package org.bactrian.unet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UNetProgramTest {

    @Test
    void theReferenceNetworkHasAsManyParametersAsTheReferenceSolution() {
        assertThat(UNetProgram.of(UNetPlan.reference()).parameterCount()).isEqualTo(30_786_799);
    }
}
