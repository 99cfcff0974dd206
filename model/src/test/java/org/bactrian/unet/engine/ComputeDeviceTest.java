package org.bactrian.unet.engine;

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
    void theEngineSaysWhatItIs() {
        assertThat(TorchEngine.description()).isEqualTo("PyTorch 2.7.1");
    }

    @Test
    void noThreadsAreTooFew() {
        assertThatIllegalArgumentException().isThrownBy(() -> TorchEngine.useThreads(0));
    }
}
