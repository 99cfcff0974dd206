package org.bactrian.unet.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.bactrian.unet.engine.ComputeDevice;
import org.junit.jupiter.api.Test;

class PrecisionTest {

    @Test
    void anUnknownPrecisionIsRefusedNamingTheKnown() {
        assertThat(Precision.of("fp32", ComputeDevice.CPU)).isEqualTo(Precision.FLOAT32);
        assertThat(Precision.of("auto", new ComputeDevice(true, 0))).isEqualTo(Precision.BFLOAT16);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Precision.of("fp64", ComputeDevice.CPU))
                .withMessage("precision must be auto, fp32 or bf16, got fp64");
    }

    @Test
    void aProcessorWithoutInstructionsForBfloat16ComputesIn32BitsWhateverIsWished() {
        boolean able = ProcessorFeatures.haveOneDnn(LayerFormat.BFLOAT16);

        assertThat(Precision.of("bf16", ComputeDevice.CPU)).isEqualTo(able ? Precision.BFLOAT16 : Precision.FLOAT32);
        assertThat(Precision.named("bf16", new ComputeDevice(true, 0))).contains(Precision.BFLOAT16);
    }
}
