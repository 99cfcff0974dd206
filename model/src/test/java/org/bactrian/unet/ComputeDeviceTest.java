package org.bactrian.unet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ComputeDeviceTest {

    @Test
    void theProcessorIsAlwaysThere() {
        assertThat(ComputeDevice.of("cpu")).isEqualTo(ComputeDevice.CPU);
        assertThat(ComputeDevice.known()).startsWith(ComputeDevice.CPU).contains(ComputeDevice.best());
    }

    @Test
    void theBestDeviceIsChosenByItself() {
        assertThat(ComputeDevice.of("auto")).isEqualTo(ComputeDevice.best());
        assertThat(ComputeDevice.best().cuda()).isEqualTo(TorchEngine.gpus() > 0);
    }

    @Test
    void aDeviceThatIsNotThereIsRefusedNamingThoseThatAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ComputeDevice.of("cuda:99"))
                .withMessage("device must be auto or one of %s, got cuda:99".formatted(ComputeDevice.known()));
    }

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

    @Test
    void theEngineSaysWhatItIs() {
        assertThat(TorchEngine.description()).isEqualTo("PyTorch 2.7.1");
    }

    @Test
    void noThreadsAreTooFew() {
        assertThatIllegalArgumentException().isThrownBy(() -> TorchEngine.useThreads(0));
    }
}
