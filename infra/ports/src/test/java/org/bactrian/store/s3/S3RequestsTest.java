package org.bactrian.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import org.bactrian.store.ObjectKey;
import org.bactrian.store.ObjectStore;
import org.bactrian.store.StoreUnavailableException;
import org.junit.jupiter.api.Test;

class S3RequestsTest {

    private final S3Requests requests = new S3Requests(URI.create("http://store:9000"));

    @Test
    void aServerThatIsAwayIsToldInPlainWordsWithItsAddress() {
        assertThat(told(new ConnectException("Failed to connect to store/10.0.0.1:9000")))
                .isEqualTo("ct: http://store:9000 cannot be connected to");
        assertThat(told(new UnknownHostException("store")))
                .isEqualTo("ct: http://store:9000 is a host that is not known");
        assertThat(told(new SocketTimeoutException("timeout")))
                .isEqualTo("ct: http://store:9000 does not answer in time");
        assertThat(told(new IOException("unexpected end of stream")))
                .isEqualTo("ct: http://store:9000 breaks off: unexpected end of stream");
    }

    @Test
    void aPortAtWhichNobodyListensIsToldSo() throws IOException {
        URI nobody = URI.create("http://127.0.0.1:" + closedPort());

        try (ObjectStore store = new S3ObjectStore(new S3Config(nobody, "us-east-1", "bactrian", "kidneys2"))) {
            assertThatThrownBy(() -> store.stat(new ObjectKey("scans", "ct.nii.gz")))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining(nobody + " cannot be connected to");
        }
    }

    private String told(IOException failed) {
        return String.valueOf(requests.meaning("ct", failed).getMessage());
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
